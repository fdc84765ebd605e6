import type { Reranker } from "@secondpass/core";
import type { Subject } from "@secondpass/testing";
import { dialects, type ProviderServer, type ProviderServerOptions, startProvider } from "@secondpass/testing/wire";
import type { DialectName } from "../dialects.ts";
import { infinity, llamacpp, mixedbread, together, vllm } from "../named.ts";
import type { EndpointOptions } from "../options.ts";

const factories = { vllm, infinity, llamacpp, mixedbread, together } as const;
const models: Partial<Record<DialectName, string>> = { together: "Salesforce/Llama-Rank-V1" };

/** A reranker of a dialect with a server of its own, which ends with it. */
export async function endpointAndServer(
  name: DialectName,
  options?: ProviderServerOptions,
  more?: EndpointOptions,
): Promise<{ readonly reranker: Reranker; readonly server: ProviderServer }> {
  const server = await startProvider(dialects[name], options);
  const apiKey = dialects[name].apiKeyRequired ? "test-key" : undefined;
  const reranker = factories[name]({ url: server.url, apiKey, model: models[name], ...more });
  const { close: closeReranker } = reranker;
  const close = async (): Promise<void> => {
    await closeReranker();
    await server.close();
  };
  return { reranker: Object.assign(reranker, { close, [Symbol.asyncDispose]: close }), server };
}

/** The adapter with all that its server can do. */
export function subjectOf(name: DialectName): Subject {
  // The kit's longest text is longer than these servers' models read, which they refuse as they should.
  const limits = { maxTokens: Number.POSITIVE_INFINITY, maxCharacters: Number.POSITIVE_INFINITY };
  const alone = async (options: ProviderServerOptions): Promise<Reranker> =>
    (await endpointAndServer(name, { limits, ...options })).reranker;
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
