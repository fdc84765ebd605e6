import type { Reranker } from "@secondpass/core";
import type { Subject } from "@secondpass/testing";
import { dialects, type ProviderServer, type ProviderServerOptions, startProvider } from "@secondpass/testing/wire";
import { jina } from "../jina.ts";
import type { JinaOptions } from "../options.ts";

/** The key that the server asks for. */
const apiKey = "test-key";

/** A reranker with a server of its own, which ends with it. */
export async function jinaAlone(options?: ProviderServerOptions, more?: JinaOptions): Promise<Reranker> {
  return (await jinaAndServer(options, more)).reranker;
}

/** The same, and the server. */
export async function jinaAndServer(
  options?: ProviderServerOptions,
  more?: JinaOptions,
): Promise<{ readonly reranker: Reranker; readonly server: ProviderServer }> {
  const server = await startProvider(dialects.jina, options);
  const reranker = jina({ apiKey, baseUrl: `${server.url}/v1`, ...more });
  const { close: closeReranker } = reranker;
  const close = async (): Promise<void> => {
    await closeReranker();
    await server.close();
  };
  return { reranker: Object.assign(reranker, { close, [Symbol.asyncDispose]: close }), server };
}

/** The adapter with all that its server can do. */
export function subjectOf(more?: JinaOptions): Subject {
  return {
    create: () => jinaAlone({}, more),
    createHanging: () => jinaAlone({ hang: true }, more),
    createFailing: (text) => jinaAlone({ fail: { status: 500, text } }, more),
    createAnswering: (value) => jinaAlone({ answer: { value: asJson(value) } }, more),
    createShuffled: (permute) => jinaAlone({ permute }, more),
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
