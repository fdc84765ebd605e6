import type { Reranker } from "@secondpass/core";
import type { Subject } from "@secondpass/testing";
import { dialects, type ProviderServer, type ProviderServerOptions, startProvider } from "@secondpass/testing/wire";
import { voyage } from "../voyage.ts";
import type { VoyageOptions } from "../options.ts";

/** The key that the server asks for. */
export const apiKey = "test-key";

/** Starts a server that speaks Voyage's dialect. */
export function startVoyage(options?: ProviderServerOptions): Promise<ProviderServer> {
  return startProvider(dialects.voyage, options);
}

/** A reranker with a server of its own, which ends with it. */
export async function voyageAlone(options?: ProviderServerOptions, more?: VoyageOptions): Promise<Reranker> {
  const server = await startVoyage(options);
  const reranker = voyage({ apiKey, baseUrl: `${server.url}/v1`, ...more });
  const { close: closeReranker } = reranker;
  const close = async (): Promise<void> => {
    await closeReranker();
    await server.close();
  };
  return Object.assign(reranker, { close, [Symbol.asyncDispose]: close });
}

/** The adapter with all that its server can do. */
export function subjectOf(more?: VoyageOptions): Subject {
  return {
    create: () => voyageAlone({}, more),
    createHanging: () => voyageAlone({ hang: true }, more),
    createFailing: (text) => voyageAlone({ fail: { status: 500, text } }, more),
    createAnswering: (value) => voyageAlone({ answer: { value: asJson(value) } }, more),
    createShuffled: (permute) => voyageAlone({ permute }, more),
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
