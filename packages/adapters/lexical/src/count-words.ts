import { type DocumentTerms, increment, type TermCounts } from "./bm25.ts";
import type { Pace } from "./pace.ts";
import { segmentSlice } from "./segment-words.ts";
import { textSlices } from "./text-slices.ts";

/** Counts a query's words. @throws as the pace does. */
export async function countQuery(query: string, pace: Pace): Promise<TermCounts> {
  const counts = new Map<string, number>();
  await eachWord(query, pace, (word) => increment(counts, word));
  return counts;
}

/** Counts the query's words, and only those, in each document. Stops reading documents where the pace throws. */
export async function countDocuments(
  documents: Iterable<string>,
  query: TermCounts,
  pace: Pace,
): Promise<readonly DocumentTerms[]> {
  const counted: DocumentTerms[] = [];
  for (const document of documents) counted.push(await countDocument(document, query, pace));
  return counted;
}

async function countDocument(document: string, query: TermCounts, pace: Pace): Promise<DocumentTerms> {
  const counts = new Map<string, number>();
  let length = 0;
  await eachWord(document, pace, (word) => {
    length++;
    if (query.has(word)) increment(counts, word);
  });
  return { length, counts };
}

async function eachWord(text: string, pace: Pace, visit: (word: string) => void): Promise<void> {
  for (const slice of textSlices(text)) {
    for (const word of segmentSlice(slice)) visit(word);
    await pace(slice.length);
  }
}
