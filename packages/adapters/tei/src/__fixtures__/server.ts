import type { Reranker } from "@secondpass/core";
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
