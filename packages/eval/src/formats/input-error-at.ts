import { InputError } from "../input-error.ts";

/** The error of a line that cannot be used: "name:line: what is wrong; what to do". */
export function inputErrorAt(name: string, line: number, message: string): InputError {
  return new InputError(`${name}:${line}: ${message}`);
}

/** A field's content for a message: on one line, cut where it is long. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
