import { cohere } from "@secondpass/cohere";
import { vllm } from "@secondpass/compatible";
import type { Reranker } from "@secondpass/core";
import { jina } from "@secondpass/jina";
import { tei } from "@secondpass/tei";
import { voyage } from "@secondpass/voyage";
import { CohereClientV2 } from "cohere-ai";
import { request } from "undici";
import { VoyageAIClient } from "voyageai";
import type { OverheadCase } from "../overhead/cases.ts";
import { loadAiSdk } from "./ai-sdk.ts";

/** One way of asking for a ranking over HTTP. */
export interface Contender extends OverheadCase {
  /** The contender that it is compared with; undefined for those that others are compared with. */
  readonly comparedWith?: string | undefined;
  /** The most that it may take, as a multiple of that one. */
  readonly aim?: number | undefined;
}

const query = "which of these passages answers the question";
const apiKey = "test-key";

/** What a provider's own client may cost more with us around it, and what plain HTTP may. */
const aims = { sdk: 1.05, plain: 1.15 } as const;

/** Everybody that is timed; `close` ends their connections. */
export async function contendersOf(
  server: string,
): Promise<{ contenders: readonly Contender[]; close(): Promise<void> }> {
  const bareCohere = new CohereClientV2({ token: apiKey, baseUrl: `${server}/cohere`, maxRetries: 0 });
  const bareVoyage = new VoyageAIClient({ apiKey, baseUrl: `${server}/voyage/v1`, maxRetries: 0 });
  const aiSdk = await loadAiSdk(`${server}/cohere/v2`, apiKey);
  const rerankers = {
    cohere: cohere({ apiKey, baseUrl: `${server}/cohere`, model: "rerank-v3.5" }),
    voyage: voyage({ apiKey, baseUrl: `${server}/voyage/v1`, model: "rerank-2.5" }),
    jina: jina({ apiKey, baseUrl: `${server}/jina/v1`, model: "jina-reranker-v2-base-multilingual" }),
    tei: tei({ apiKey, url: `${server}/tei`, maxDocuments: 100 }),
    vllm: vllm({ apiKey, url: `${server}/vllm`, model: "m" }),
  };
  const contenders: readonly Contender[] = [
    { name: "undici", call: ({ texts }) => bare(`${server}/jina/v1/rerank`, texts) },
    ...(["jina", "tei", "vllm"] as const).map((name) => ours(name, rerankers[name], "undici", aims.plain)),
    {
      name: "cohere-ai",
      call: async ({ texts }) =>
        (await bareCohere.rerank({ model: "rerank-v3.5", query, documents: [...texts] })).results,
    },
    ours("cohere", rerankers.cohere, "cohere-ai", aims.sdk),
    ...(aiSdk ? [{ name: "@ai-sdk/cohere under ai", comparedWith: "cohere-ai", call: aiSdk }] : []),
    {
      name: "voyageai",
      call: async ({ texts }) => {
        const { data } = await bareVoyage.rerank({ model: "rerank-2.5", query, documents: [...texts] });
        return (data ?? []).map(({ index = -1 }) => ({ index }));
      },
    },
    ours("voyage", rerankers.voyage, "voyageai", aims.sdk),
  ];
  const close = async (): Promise<void> => {
    await Promise.all(Object.values(rerankers).map((reranker) => reranker.close()));
  };
  return { contenders, close };
}

function ours(name: string, reranker: Reranker, comparedWith: string, aim: number): Contender {
  return {
    name: `secondpass ${name}`,
    comparedWith,
    aim,
    call: async ({ texts }) => (await reranker.rerank({ query, documents: texts })).ranking,
  };
}

/** What an application would write by hand: send, parse, take the rows as they come. */
async function bare(url: string, documents: readonly string[]): Promise<readonly { readonly index: number }[]> {
  const { body } = await request(url, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}` },
    body: JSON.stringify({ model: "m", query, documents, return_documents: false }),
  });
  const { results } = (await body.json()) as { results: readonly { readonly index: number }[] };
  return results;
}
