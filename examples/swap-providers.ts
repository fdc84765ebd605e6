// The same search on three providers: one line of configuration changes, and nothing else.
import { dialects, startProvider } from "@secondpass/testing/wire";
import { createReranker, type KnownProviders, type RerankerConfig, rerank } from "secondpass";

// In the providers' place: servers on this machine that speak as they do. Yours need no `baseUrl`, and keys of their own.
await using cohere = await startProvider(dialects.cohere);
await using jina = await startProvider(dialects.jina);
await using tei = await startProvider(dialects.tei);
Object.assign(process.env, { COHERE_API_KEY: "test-key", JINA_API_KEY: "test-key" });

const lines: readonly RerankerConfig<KnownProviders>[] = [
  { provider: "cohere", model: "rerank-v3.5", baseUrl: cohere.url },
  { provider: "jina", model: "jina-reranker-v2-base-multilingual", baseUrl: `${jina.url}/v1` },
  { provider: "tei", url: tei.url },
];

for (const line of lines) {
  await using reranker = await createReranker(line);
  const { ranking, rerankerId, outcome } = await rerank({
    reranker,
    query: "when do I get my refund",
    documents: ["We are open from nine to five.", "You get a refund within five days.", "Parcels take two days."],
    topN: 1,
  });
  console.log(`${rerankerId}, ${outcome.kind}: ${ranking[0]?.document}`);
}
