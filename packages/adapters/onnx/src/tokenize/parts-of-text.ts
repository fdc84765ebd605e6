/** UTF-16 units that a part has at least, and how many more are searched for a place to end it. */
const PART = 8192;
const SEARCH = 4096;

/**
 * A text in parts of bounded length, which together are the text. Parts end after a letter or digit that one space and a
 * letter follow, or, where there is no such place for long, anywhere but inside a surrogate pair.
 */
export function* partsOfText(text: string): Generator<string> {
  let start = 0;
  while (text.length - start > PART + SEARCH) {
    const end = placeToCut(text, start + PART);
    yield text.slice(start, end);
    start = end;
  }
  yield text.slice(start);
}

function placeToCut(text: string, from: number): number {
  const found = /[\p{L}\p{Nd}] \p{L}/u.exec(text.slice(from, from + SEARCH));
  if (found !== null) return from + found.index + found[0].indexOf(" ");
  const end = from + SEARCH;
  const last = text.charCodeAt(end - 1);
  return last >= 0xd800 && last < 0xdc00 ? end - 1 : end;
}
