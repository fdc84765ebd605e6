/** A document, or its beginning, that is in a prompt. */
export interface PromptPart {
  readonly id: string;
  /** How much of its text is there, in UTF-16 code units. */
  readonly length: number;
}

/** How much a prompt holds. */
export type PromptSize =
  | { readonly unit: "documents"; readonly size: number }
  | { readonly unit: "tokens"; readonly size: number; readonly countTokens: (text: string) => number };

/**
 * Puts documents into a prompt, in their order: so many of them, or whole ones while they fit into so many tokens. The first
 * that does not fit is cut to the longest beginning that does, and nothing follows it.
 *
 * What a prompt has between documents counts nothing here.
 *
 * @param textOf gives a document's text; asked only for those that are reached.
 */
export function fillPrompt(ids: readonly string[], textOf: (id: string) => string, prompt: PromptSize): PromptPart[] {
  if (prompt.unit === "documents") return ids.slice(0, prompt.size).map((id) => ({ id, length: textOf(id).length }));
  const { size, countTokens } = prompt;
  const parts: PromptPart[] = [];
  let left = size;
  for (const id of ids) {
    const text = textOf(id);
    const tokens = countTokens(text);
    if (tokens > left) {
      const length = longestBeginning(text, left, countTokens);
      return length === 0 ? parts : [...parts, { id, length }];
    }
    parts.push({ id, length: text.length });
    left -= tokens;
  }
  return parts;
}

/** Found by halving, so a longer beginning must not count less than a shorter one. Never half of a surrogate pair. */
function longestBeginning(text: string, tokens: number, countTokens: (text: string) => number): number {
  let [fits, tooLong] = [0, text.length];
  while (tooLong - fits > 1) {
    const middle = (fits + tooLong) >> 1;
    if (countTokens(text.slice(0, middle)) <= tokens) fits = middle;
    else tooLong = middle;
  }
  return isHighSurrogate(text.charCodeAt(fits - 1)) ? fits - 1 : fits;
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}
