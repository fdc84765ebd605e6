import { stripVTControlCharacters } from "node:util";
import cliTruncate from "cli-truncate";
import stringWidth from "string-width";

/** A text on one line, harmless to a terminal: no escape sequences, no control or direction-changing characters. */
export function oneLine(text: string): string {
  return stripVTControlCharacters(text)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .trim();
}

/** Cuts a text to so many columns of a terminal; wide and combining characters are counted as they are shown. */
export function fit(text: string, columns: number): string {
  return columns <= 0 ? "" : cliTruncate(text, columns);
}

/** Pads a text with spaces to so many columns. */
export function pad(text: string, columns: number, side: "left" | "right"): string {
  const space = " ".repeat(Math.max(0, columns - stringWidth(text)));
  return side === "left" ? space + text : text + space;
}

/** How many columns a text takes on a terminal. */
export function widthOf(text: string): number {
  return stringWidth(text);
}
