import type { Reranker } from "@secondpass/core";
import type { Subject } from "@secondpass/testing";
import { dialects, type ProviderServer, type ProviderServerOptions, startProvider } from "@secondpass/testing/wire";
import type { TeiOptions } from "../options.ts";
import { tei } from "../tei.ts";

/** A reranker, its server, and how to end both. */
export async function teiAndServer(
  options?: ProviderServerOptions,
  more?: Partial<TeiOptions>,
): Promise<{ readonly reranker: Reranker; readonly server: ProviderServer }> {
  const server = await startProvider(dialects.tei, options);
  const reranker = tei({ url: server.url, ...more });
  const { close: closeReranker } = reranker;
  const close = async (): Promise<void> => {
    await closeReranker();
    await server.close();
  };
  return { reranker: Object.assign(reranker, { close, [Symbol.asyncDispose]: close }), server };
}

/** The adapter with all that its server can do. */
export function subjectOf(more?: Partial<TeiOptions>): Subject {
  const alone = async (options: ProviderServerOptions): Promise<Reranker> =>
    (await teiAndServer(options, more)).reranker;
  return {
    create: () => alone({}),
    createHanging: () => alone({ hang: true }),
    createFailing: (text) => alone({ fail: { status: 500, text } }),
    createAnswering: (value) => alone({ answer: { value: asJson(value) } }),
    createShuffled: (permute) => alone({ permute }),
  };
}

/** What JSON makes of any value; null of what it cannot carry. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return null;
  }
}
