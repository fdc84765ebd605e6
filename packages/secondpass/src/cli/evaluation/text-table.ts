import { align, widthOf } from "../terminal-text.ts";

/** Rows of cells as lines, aligned: the first column and columns of words to the left, those with figures to the right. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.max(...rows.map((row) => widthOf(row[at] ?? ""))));
  const isText = (at: number): boolean => at === 0 || rows.slice(1).every((row) => !/\d/.test(row[at] ?? ""));
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => align(cell, widths[at] ?? 0, isText(at) ? "left" : "right")).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}
