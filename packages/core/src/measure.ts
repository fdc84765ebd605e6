/**
 * Roughly how many tokens a text has, where the adapter cannot count: one per three ASCII characters and one per other
 * UTF-16 code unit. English prose has about four and a half characters a token, so this errs on the side of smaller
 * requests; an estimate may split a list, it never refuses one.
 */
export function estimateTokens(text: string): number {
  let ascii = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) < 0x80) ascii++;
  return Math.ceil(ascii / 3) + (text.length - ascii);
}

/** Bytes of a text as a JSON string in UTF-8, quotes and escapes included: what `JSON.stringify` makes of it on the wire. */
export function jsonBytes(text: string): number {
  let bytes = 2;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      bytes += asciiBytes(unit);
      continue;
    }
    const point = text.codePointAt(i) as number;
    bytes += pointBytes(point);
    if (point > 0xffff) i++;
  }
  return bytes;
}

/** Beyond ASCII. Lone surrogates are written \udXXX. */
function pointBytes(point: number): number {
  if (point < 0x800) return 2;
  if (point >= 0xd800 && point <= 0xdfff) return 6;
  return point > 0xffff ? 4 : 3;
}

/** Quote, backslash, \b \t \n \f \r take two bytes; other control characters are written \u00XX. */
function asciiBytes(unit: number): number {
  if (unit >= 0x20) return unit === 0x22 || unit === 0x5c ? 2 : 1;
  return (unit >= 0x08 && unit <= 0x0a) || unit === 0x0c || unit === 0x0d ? 2 : 6;
}
