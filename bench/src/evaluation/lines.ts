import { readFileSync } from "node:fs";

/** A line of a text file that holds something. */
export interface Line {
  /** From 1, as editors count. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
}

/**
 * The lines of a file in UTF-8 that are not blank. The file is read whole.
 *
 * @throws Error naming the file where it cannot be read.
 */
export function readLines(file: string): readonly Line[] {
  return readFileSync(file, "utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((text, index) => ({ number: index + 1, text }))
    .filter(({ text }) => text.trim() !== "");
}

/** The error of a file whose content cannot be used: "file:line: what is wrong". */
export function fileError(file: string, line: number, message: string, cause?: unknown): Error {
  return new Error(`${file}:${line}: ${message}`, cause === undefined ? {} : { cause });
}
