import type { Reranker } from "@secondpass/core";
import type { Subject } from "../subject.ts";
import type { Dialect } from "./dialect.ts";
import { type ProviderServer, type ProviderServerOptions, startProvider } from "./provider-server.ts";

/**
 * The subject of an adapter for the contract kit, with every capability that a provider's server gives it: one that hangs, fails,
 * answers anything, and shuffles its rows.
 *
 * @param create makes the adapter against a server; the server ends with it.
 * @param options of every server.
 */
export function wireSubject(
  dialect: Dialect,
  create: (server: ProviderServer) => Reranker,
  options: ProviderServerOptions = {},
): Subject {
  const make = async (more: ProviderServerOptions = {}): Promise<Reranker> => {
    const server = await startProvider(dialect, { ...options, ...more });
    return endingWith(create(server), server);
  };
  return {
    create: () => make(),
    createHanging: () => make({ hang: true }),
    createFailing: (text) => make({ fail: { status: 500, text } }),
    createAnswering: (value) => make({ answer: { value: asJson(value) } }),
    createShuffled: (permute) => make({ permute }),
  };
}

/** The same reranker, whose close ends the server too. */
function endingWith(reranker: Reranker, server: ProviderServer): Reranker {
  const { close: closeReranker } = reranker;
  const close = async (): Promise<void> => {
    await closeReranker();
    await server.close();
  };
  return Object.assign(reranker, { close, [Symbol.asyncDispose]: close });
}

/** What JSON makes of any value; null of what it cannot carry. */
function asJson(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return null;
  }
}
