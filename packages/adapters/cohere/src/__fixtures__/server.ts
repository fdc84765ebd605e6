import type { Reranker } from "@secondpass/core";
import type { Subject } from "@secondpass/testing";
import { dialects, type ProviderServer, type ProviderServerOptions, startProvider } from "@secondpass/testing/wire";
import { cohere } from "../cohere.ts";
import type { CohereOptions } from "../options.ts";

/** The key that the server asks for. */
export const apiKey = "test-key";

/** Starts a server that speaks Cohere's dialect. */
export function startCohere(options?: ProviderServerOptions): Promise<ProviderServer> {
  return startProvider(dialects.cohere, options);
}

/** A reranker with a server of its own, which ends with it. */
export async function cohereAlone(options?: ProviderServerOptions, more?: CohereOptions): Promise<Reranker> {
  const server = await startCohere(options);
  const reranker = cohere({ apiKey, baseUrl: server.url, ...more });
  const { close: closeReranker } = reranker;
  const close = async (): Promise<void> => {
    await closeReranker();
    await server.close();
  };
  return Object.assign(reranker, { close, [Symbol.asyncDispose]: close });
}

/** The adapter with all that its server can do. */
export function subjectOf(more?: CohereOptions): Subject {
  return {
    create: () => cohereAlone({}, more),
    createHanging: () => cohereAlone({ hang: true }, more),
    createFailing: (text) => cohereAlone({ fail: { status: 500, text } }, more),
    createAnswering: (value) => cohereAlone({ answer: { value: asJson(value) } }, more),
    createShuffled: (permute) => cohereAlone({ permute }, more),
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
