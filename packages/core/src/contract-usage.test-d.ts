/** The contract as users write it. Type-checked only, never run. */
import {
  defineReranker,
  defineWrapper,
  isRerankError,
  type PairScore,
  type Provider,
  type RerankErrorCode,
  type Reranker,
  type RerankResult,
  rerank,
  rerankError,
} from "./index.ts";

interface Hit {
  readonly id: string;
  readonly body: string;
  readonly score: number;
}
declare const hits: readonly Hit[];
declare const cohere: Provider<{ readonly model: string }>;
declare const langchain: { pageContent: string; metadata: { page: number } }[];

await using reranker = await cohere.create({ model: "rerank-v3.5" });
// @ts-expect-error wrong option for the provider
cohere.create({ url: "m" });

export async function search(query: string, o: { limit?: number; signal?: AbortSignal }): Promise<RerankResult<Hit>> {
  return rerank({
    reranker,
    query,
    documents: hits,
    text: (h) => h.body,
    id: (h) => h.id,
    signals: { firstStage: (h) => h.score },
    topN: o.limit,
    signal: o.signal,
    minScore: 0.3,
    timeoutMs: 300,
  });
}

const r = await search("q", {});
export const first: Hit | undefined = r.documents[0];
export const summary: readonly [string | undefined, string, number, string] = [
  first?.id,
  r.outcome.kind,
  r.outcome.attempts.length,
  r.scoreScale,
];
export const lines: readonly string[] = r.ranking.map(
  ({ document, score }) => `${document.id} ${score?.toFixed(3) ?? "-"}`,
);

const s = await rerank({ reranker, query: "q", documents: ["a"] });
s.documents[0]?.toUpperCase();
(await rerank({ reranker, query: "q", documents: langchain })).documents[0]?.metadata.page.toFixed();
await rerank({ reranker, query: "q", documents: [{ text: "a" }], onFailure: "first-stage" });
await rerank({ reranker, query: "q", documents: [{ content: "a" }], onFailure: undefined });
// @ts-expect-error text is required for a Hit
await rerank({ reranker, query: "q", documents: hits });
// @ts-expect-error undefined is no text selector for a Hit
await rerank({ reranker, query: "q", documents: hits, text: undefined });
// @ts-expect-error a score may be null
r.ranking[0]?.score.toFixed();
// @ts-expect-error there may be no first document
r.documents[0].id;
// @ts-expect-error an answer is read-only
r.documents.push(hits[0]);

export const mine: Reranker = defineReranker({
  id: "mine:1",
  traits: { scoreScale: "logit", pointwise: true },
  score: async ({ query, documents }, { signal }) => {
    const body = JSON.stringify({ query, documents });
    const res = await fetch("http://localhost/rerank", { method: "POST", body, signal });
    return { scores: (await res.json()) as PairScore[] };
  },
});

export const loud = (inner: Reranker): Reranker =>
  defineWrapper(inner, {
    async rerank(request, options) {
      if (request.documents.length > 1000) {
        throw rerankError("bad_request", "at most 1000 documents", { provider: inner.id });
      }
      return inner.rerank(request, options);
    },
  });

// @ts-expect-error a scale that is none
defineReranker({ id: "mine:1", traits: { scoreScale: "percent", pointwise: true }, score: async () => ({}) });
// @ts-expect-error a code that is none
rerankError("oops", "m");

export function codeOf(error: unknown): RerankErrorCode | undefined {
  return isRerankError(error) ? error.code : undefined;
}
