// Objects in, the same objects out: types, identity and first-stage scores are kept.
import { rerank } from "@secondpass/core";
import { lexical } from "@secondpass/lexical";

interface Hit {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly bm25: number;
}

const hits: readonly Hit[] = [
  { id: "kb-7", title: "Opening hours", body: "We are open from nine to five.", bm25: 3.1 },
  { id: "kb-3", title: "Refunds", body: "A refund reaches your account within five working days.", bm25: 2.8 },
  { id: "kb-9", title: "Delivery", body: "Parcels arrive within two days.", bm25: 2.2 },
];

await using reranker = lexical();

const { documents, ranking } = await rerank({
  reranker,
  query: "when do I get my refund",
  documents: hits,
  text: (hit) => `${hit.title}\n${hit.body}`,
  id: (hit) => hit.id,
  signals: { firstStage: (hit) => hit.bm25 },
  topN: 2,
});

for (const hit of documents) console.log(hit.id, hit.title);
console.log("the very same object:", documents[0] === hits[ranking[0]?.index ?? -1]);
