import { UNICODE_CLASSES } from "./unicode-classes.ts";

/** Separates words. */
export const WHITESPACE = 1;
/** A word of its own. */
export const PUNCTUATION = 2;
/** Dropped when text is cleaned: controls, formats, private use, NUL and U+FFFD. */
export const REMOVED = 4;
/** A Chinese character as BERT counts them. */
export const IDEOGRAPH = 8;
/** A nonspacing mark, dropped when accents are stripped. */
export const MARK = 16;

/** The classes of every code point, as the Rust library sees them: the bits above. */
export const CHARACTER_CLASSES: Uint8Array = /* @__PURE__ */ build();

/** The classes of the first code point of a string. */
export function classesOf(character: string): number {
  return CHARACTER_CLASSES[character.codePointAt(0) ?? 0] ?? 0;
}

function build(): Uint8Array {
  const classes = new Uint8Array(0x110000);
  mark(classes, UNICODE_CLASSES.whitespace, WHITESPACE);
  mark(classes, UNICODE_CLASSES.punctuation, PUNCTUATION);
  mark(classes, UNICODE_CLASSES.removed, REMOVED);
  mark(classes, UNICODE_CLASSES.ideograph, IDEOGRAPH);
  mark(classes, UNICODE_CLASSES.mark, MARK);
  // A lone surrogate is read as U+FFFD, which cleaning removes.
  classes.fill(REMOVED, 0xd800, 0xe000);
  return classes;
}

/** Sets one bit over ranges written as `gap` or `gap,length` in base 36. */
function mark(classes: Uint8Array, ranges: string, bit: number): void {
  let position = 0;
  for (const range of ranges.split(" ")) {
    const [gap = "", length = "1"] = range.split(",");
    position += Number.parseInt(gap, 36);
    const end = position + Number.parseInt(length, 36);
    for (; position < end; position++) classes[position] = (classes[position] ?? 0) | bit;
  }
}
