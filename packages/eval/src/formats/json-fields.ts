import { inputErrorAt } from "./input-error-at.ts";

/** A parsed JSON object, nothing known of its fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Makes an error that begins with the place in the file. */
export type Complain = (message: string) => Error;

/** The value that a JSON text spells. @throws what `complain` makes; the text is not quoted. */
export function jsonOf(text: string, complain: Complain): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw complain("not valid JSON");
  }
}

/** The value of a whole JSON text. @throws InputError naming the line, as far as the parser tells. */
export function jsonOfFile(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const position = Number(/at position (\d+)/.exec((error as Error).message)?.[1] ?? text.length);
    throw inputErrorAt(name, text.slice(0, position).split("\n").length, "not valid JSON");
  }
}

/** The value as an object. @throws what `complain` makes. */
export function objectOf(value: unknown, complain: Complain): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw complain("must be a JSON object");
  return value as JsonObject;
}

/** The first of some fields that is there. @throws what `complain` makes, naming them. */
export function fieldOf(object: JsonObject, names: readonly string[], complain: Complain): [string, unknown] {
  const name = names.find((one) => object[one] !== undefined);
  if (name === undefined) throw complain(`field ${listed(names)} is missing`);
  return [name, object[name]];
}

/** The id that one of some fields holds: text that is not empty, or an integer. @throws what `complain` makes. */
export function idField(object: JsonObject, names: readonly string[], complain: Complain): string {
  const [name, value] = fieldOf(object, names, complain);
  return idOf(value, `field "${name}"`, complain);
}

/** An id: text without blanks at its ends, or an integer. @throws what `complain` makes. */
export function idOf(value: unknown, what: string, complain: Complain): string {
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value === "string" && value !== "") return value;
  throw complain(`${what} must be an id (text or an integer), is ${value === "" ? "empty" : kindOf(value)}`);
}

/** A field that holds text; "" where it may be missing and is. @throws what `complain` makes. */
export function textField(object: JsonObject, name: string, complain: Complain, need?: "optional"): string {
  const value = object[name];
  if (typeof value === "string") return value;
  if (need === "optional" && (value === undefined || value === null)) return "";
  throw complain(`field "${name}" must be a string, is ${kindOf(value)}`);
}

/** A finite number. @throws what `complain` makes. */
export function numberOf(value: unknown, what: string, complain: Complain): number {
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw complain(`${what} must be a number, is ${kindOf(value)}`);
}

/** A relevance level: an integer. @throws what `complain` makes. */
export function levelOf(value: unknown, what: string, complain: Complain): number {
  if (Number.isSafeInteger(value)) return value as number;
  throw complain(`${what} must be an integer, is ${typeof value === "number" ? value : kindOf(value)}`);
}

function listed(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(" or ");
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `of type ${typeof value}`;
}
