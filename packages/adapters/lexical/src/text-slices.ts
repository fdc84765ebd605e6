/** A slice has at most so many characters (UTF-16 code units). */
export const sliceLength: number = 16 * 1024;

/** So far back from a slice's full length a place to cut is looked for. */
const searchLength = 1024;

/** What is no part of a word on any account and changes nothing before it: a text may be cut in front of it. */
const separator = /[\s.,;:!?。、，．！？；：।]/;

/** What belongs to the character before it: a mark, the second half of a surrogate pair. */
const continuation = /[\p{M}\uDC00-\uDFFF]/u;

/**
 * Cuts a text into slices that can be segmented one by one, with the same words as the whole: in front of a space or a
 * punctuation mark. Only where there is none for 1,024 characters the cut falls between any two letters, and can halve a word.
 *
 * @returns slices in order that together are the text; the empty text has none.
 */
export function* textSlices(text: string): Generator<string, void, undefined> {
  let start = 0;
  while (start < text.length) {
    const end = sliceEnd(text, start);
    yield text.slice(start, end);
    start = end;
  }
}

function sliceEnd(text: string, start: number): number {
  const full = start + sliceLength;
  if (full >= text.length) return text.length;
  for (let end = full; end > full - searchLength; end--) {
    if (separator.test(text.charAt(end))) return end;
  }
  let end = full;
  while (end > full - searchLength && continuation.test(text.charAt(end))) end--;
  return end;
}
