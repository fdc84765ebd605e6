/**
 * The share of the query's words that the document has, squeezed into 0.01…0.99, so that it is a probability with a
 * finite logit. Words are runs of letters and digits, compared in lower case.
 */
export function scoreWords(query: string, document: string): number {
  const asked = wordsOf(query);
  const present = wordsOf(document);
  const shared = [...asked].filter((word) => present.has(word)).length;
  return 0.01 + (0.98 * shared) / Math.max(1, asked.size);
}

/** The logit of a probability. */
export function logitOf(probability: number): number {
  return Math.log(probability / (1 - probability));
}

/** Runs of anything but white space: a stand-in for tokens, and for plain English words exactly BERT's count. */
export function countWords(text: string): number {
  return text.match(/\S+/gu)?.length ?? 0;
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}
