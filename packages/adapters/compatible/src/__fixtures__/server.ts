import type { Reranker } from "@secondpass/core";
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
