import type { Dataset, RankedList, Run } from "@secondpass/eval";
import { lexicalIndex } from "@secondpass/lexical";

/** What BM25 finds in all documents for each judged query, so many at most. */
export function lexicalRun({ queries, documents }: Pick<Dataset, "queries" | "documents">, most: number): Run {
  const index = lexicalIndex(documents);
  const run = new Map<string, RankedList>();
  for (const [id, text] of queries) {
    const hits = index.search(text, most);
    run.set(id, { documents: hits.map((hit) => hit.id), scores: Float64Array.from(hits, ({ score }) => score) });
  }
  return run;
}
