import { rerankError } from "@secondpass/core";
import { increment } from "./bm25.ts";
import { segmentWords } from "./segment-words.ts";

/** What BM25 needs to know of a whole corpus; plain data that may be kept as JSON. */
export interface CorpusStatistics {
  /** How many documents there are; a whole number, at least 1. */
  readonly documentCount: number;
  /** Mean length of a document in words; positive. */
  readonly averageLength: number;
  /** In how many documents each word occurs; words as `segmentWords` gives them. A word that is not here occurs in none. */
  readonly documentFrequency: Readonly<Record<string, number>>;
}

/**
 * Counts a corpus once, for `lexical({ statistics })`. Blank texts are passed over, as a reranker passes over blank
 * documents. Reads one text at a time and keeps none; runs to its end without a pause, so a large corpus belongs in a build
 * step. Of a corpus without any word `lexical` takes no statistics.
 *
 * @throws RerankError `bad_request` where `texts` is itself a string, or holds something else than strings.
 */
export function corpusStatistics(texts: Iterable<string>): CorpusStatistics {
  if (typeof texts === "string")
    throw rerankError("bad_request", "texts must be an iterable of strings, is one string");
  const frequency = new Map<string, number>();
  let documents = 0;
  let words = 0;
  let position = 0;
  for (const text of texts) {
    if (typeof text !== "string") throw rerankError("bad_request", `texts[${position}] must be a string`);
    position++;
    if (text.trim() === "") continue;
    const found = segmentWords(text);
    for (const word of new Set(found)) increment(frequency, word);
    documents++;
    words += found.length;
  }
  return {
    documentCount: documents,
    averageLength: documents === 0 ? 0 : words / documents,
    documentFrequency: Object.fromEntries(frequency),
  };
}
