import type { Reranker } from "@secondpass/core";
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
