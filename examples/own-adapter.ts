// An adapter of one's own: score pairs, in any order; defineReranker does all the rest.
import { defineReranker, type Reranker, rerank } from "@secondpass/core";

/** Counts letter triples that query and document share: forgiving of typing errors. */
export function trigrams(): Reranker {
  return defineReranker({
    id: "mine:trigrams",
    traits: { scoreScale: "similarity", pointwise: true },
    async score({ query, documents }, { signal }) {
      const asked = triples(query);
      const scores = documents.map((text, index) => {
        signal.throwIfAborted();
        const shared = [...triples(text)].filter((triple) => asked.has(triple)).length;
        return { index, score: shared / Math.max(1, asked.size) };
      });
      return { scores };
    },
  });
}

function triples(text: string): ReadonlySet<string> {
  const letters = text.toLowerCase();
  return new Set(Array.from(letters, (_, at) => letters.slice(at, at + 3)).filter((triple) => triple.length === 3));
}

const { documents } = await rerank({
  reranker: trigrams(),
  query: "accomodation in Edinburg",
  documents: ["Restaurants in Glasgow", "Accommodation in Edinburgh", "Trains to Edinburgh"],
});
console.log(documents);
