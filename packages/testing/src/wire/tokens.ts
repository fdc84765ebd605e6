import type { Asked, DialectSettings } from "./dialect.ts";
import { countWords } from "./score-words.ts";

type Counter = Pick<DialectSettings, "countTokens"> | undefined;

/** Tokens of each pair: the query's, the document's, and `special` ones. */
export function pairTokens({ query, documents }: Asked, server: Counter, special: number): readonly number[] {
  const count = server?.countTokens ?? countWords;
  const queryTokens = count(query);
  return documents.map((document) => queryTokens + count(document) + special);
}

/** The sum. */
export function total(counts: readonly number[]): number {
  return counts.reduce((sum, one) => sum + one, 0);
}
