const zero = 0x30;
const minus = 0x2d;
/** As digits are counted. */
const point = 0x2e - zero;
const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
const decimal = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;
const decoder = new TextDecoder();

/**
 * The number that some bytes spell in decimal, correctly rounded; NaN where they spell none, or none that is finite.
 *
 * Numbers of up to 15 digits are put together here: an integer below 2^53 divided by a power of ten up to 10^22 is rounded
 * once (Clinger, "How to read floating point numbers accurately", 1990). The others take the longer way.
 */
export function parseScore(bytes: Uint8Array, start: number, end: number): number {
  const isNegative = bytes[start] === minus;
  const first = isNegative ? start + 1 : start;
  let mantissa = 0;
  let pointAt = end;
  for (let at = first; at < end; at++) {
    const digit = (bytes[at] as number) - zero;
    if (isDigit(digit)) mantissa = mantissa * 10 + digit;
    else if (digit === point && pointAt === end) pointAt = at;
    else return parseSlowly(bytes, start, end);
  }
  const decimals = Math.max(end - pointAt - 1, 0);
  const digits = pointAt - first + decimals;
  if (digits === 0 || digits > 15) return parseSlowly(bytes, start, end);
  const value = mantissa / (powersOfTen[decimals] as number);
  return isNegative ? -value : value;
}

function isDigit(value: number): boolean {
  return value >= 0 && value <= 9;
}

function parseSlowly(bytes: Uint8Array, start: number, end: number): number {
  const text = decoder.decode(bytes.subarray(start, end));
  const value = decimal.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : Number.NaN;
}
