import type { Qrels } from "../types.ts";
import { checkId } from "./format-run.ts";

/**
 * Writes judgements in TREC's form, query by query: `query 0 document relevance`.
 *
 * @throws InputError where an id is empty or holds blanks, which the form cannot carry.
 */
export function* formatQrels(qrels: Qrels): Generator<string, void, undefined> {
  for (const [query, levels] of qrels) {
    checkId(query);
    let lines = "";
    for (const [document, level] of levels) {
      checkId(document);
      lines += `${query} 0 ${document} ${level}\n`;
    }
    yield lines;
  }
}
