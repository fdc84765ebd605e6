import { countAt, listAt, objectAt, stringAt } from "./json.ts";

/** A token that is found in texts as it is written, before the model splits them. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  /** Only where no letter, digit or underscore stands beside it. */
  readonly singleWord: boolean;
  /** Looked for in the normalized text, not in the raw one. */
  readonly normalized: boolean;
}

/** A place in a text where an added token stands. */
interface AddedTokenMatch {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** The first match at or after a position, the longest where several start there. */
export type FindAddedToken = (text: string, from: number) => AddedTokenMatch | undefined;

/**
 * Reads `added_tokens` of a tokenizer.json. As in Rust the id is the vocabulary's where it has the token, and the next
 * free one otherwise; `lstrip` and `rstrip` move only whitespace, which is no token for BERT, and are not read.
 */
export function readAddedTokens(
  added: unknown,
  vocabulary: ReadonlyMap<string, number>,
  where: string,
): readonly AddedToken[] {
  const tokens = new Map<string, AddedToken>();
  let nextId = vocabulary.size;
  for (const [index, entry] of listAt(added ?? [], where).entries()) {
    const fields = objectAt(entry, `${where}[${index}]`);
    const content = stringAt(fields.content, `${where}[${index}].content`);
    countAt(fields.id, `${where}[${index}].id`);
    if (content === "") continue;
    const id = tokens.get(content)?.id ?? vocabulary.get(content) ?? nextId++;
    const normalized = fields.normalized === true;
    tokens.set(content, { id, content, singleWord: fields.single_word === true, normalized });
  }
  return [...tokens.values()];
}

/** The search for these tokens in a text, or undefined where there are none; one that normalizes to nothing is none. */
export function createAddedTokenFinder(tokens: readonly AddedToken[]): FindAddedToken | undefined {
  const byContent = new Map(tokens.map((token) => [token.content, token]));
  byContent.delete("");
  if (byContent.size === 0) return undefined;
  const longestFirst = [...byContent.keys()].sort((a, b) => b.length - a.length);
  const pattern = new RegExp(longestFirst.map(escapePattern).join("|"), "g");
  return (text, from) => {
    pattern.lastIndex = from;
    for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
      const token = byContent.get(match[0]);
      const end = match.index + match[0].length;
      if (token === undefined || (token.singleWord && !standsAlone(text, match.index, end))) continue;
      return { id: token.id, start: match.index, end };
    }
    return undefined;
  };
}

const WORD_BEFORE = /[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]$/u;
const WORD_AFTER = /^[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}\p{Join_Control}]/u;

function standsAlone(text: string, start: number, end: number): boolean {
  return !WORD_BEFORE.test(text.slice(Math.max(0, start - 2), start)) && !WORD_AFTER.test(text.slice(end, end + 2));
}

function escapePattern(content: string): string {
  return content.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}
