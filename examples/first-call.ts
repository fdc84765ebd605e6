// The first call: one query, a few candidates, best first. No key, no server, no download.
import { rerank } from "@secondpass/core";
import { lexical } from "@secondpass/lexical";

await using reranker = lexical();

const { ranking, outcome } = await rerank({
  reranker,
  query: "how do I reset my password",
  documents: [
    "Our offices are open from nine to five.",
    "To reset a forgotten password, choose “Forgot password” and follow the mail we send you.",
    "A password must have at least twelve characters.",
  ],
});

for (const { document, score } of ranking) console.log(score?.toFixed(3) ?? "–", document);
console.log(`outcome: ${outcome.kind}, ${outcome.scored} documents scored`);
