import { createHash } from "node:crypto";
import { versions } from "node:process";
import type { Bm25Parameters, Collection } from "./bm25.ts";
import { segmentationVersion } from "./segment-words.ts";

/**
 * Names everything that can change a score: the formula, its parameters, how words are found (ICU's dictionaries and
 * character classes change with its version) and the corpus statistics, whatever order their words are in.
 *
 * @returns the first 16 hex digits of a sha256.
 */
export function revisionOf({ k1, b }: Bm25Parameters, statistics: Collection | undefined): string {
  const content = {
    formula: "bm25-lucene",
    k1,
    b,
    segmentation: segmentationVersion,
    icu: versions.icu ?? "none",
    statistics: statistics && inFixedOrder(statistics),
  };
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
}

function inFixedOrder({ documentCount, averageLength, documentFrequency }: Collection): readonly unknown[] {
  const words = [...documentFrequency.keys()].sort();
  return [documentCount, averageLength, words, words.map((word) => documentFrequency.get(word))];
}
