import { stripVTControlCharacters } from "node:util";
import stringWidth from "string-width";

/** No terminal shows more than so many UTF-16 units of a line; the rest of a long document is not looked at. */
const longest = 4000;

/** A text on one line, harmless to a terminal: no escape sequences, no control or direction-changing characters. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text.slice(0, longest))
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** Cuts a text to so many columns of a terminal, between characters as they are shown: wide ones and emoji stay whole. */
export function fit(text: string, columns: number): string {
  if (stringWidth(text) <= columns) return text;
  let shown = "";
  let width = 1; // the ellipsis
  for (const { segment } of graphemes.segment(text)) {
    width += stringWidth(segment);
    if (width > columns) break;
    shown += segment;
  }
  return columns < 1 ? "" : `${shown}…`;
}

/** Aligns a text in so many columns. */
export function align(text: string, columns: number, side: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, columns - stringWidth(text)));
  return side === "left" ? text + space : space + text;
}

/** How many columns a text takes on a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text);
}
