import { createRandom } from "../random.ts";
import type { Dataset } from "../types.ts";

/**
 * A dataset with only so many of its judged queries, drawn without replacement; in their old order. All, where there are no more.
 *
 * @param seed the same seed draws the same queries.
 */
export function sampleQueries(dataset: Dataset, size: number, seed: number): Dataset {
  const random = createRandom(seed);
  const drawn = [...dataset.qrels.keys()]
    .map((query) => ({ query, at: random() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, size);
  const wanted = new Set(drawn.map(({ query }) => query));
  return {
    ...dataset,
    qrels: new Map([...dataset.qrels].filter(([query]) => wanted.has(query))),
    firstStage: new Map([...dataset.firstStage].filter(([query]) => wanted.has(query))),
  };
}
