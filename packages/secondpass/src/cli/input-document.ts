import { UsageError } from "./usage-error.ts";

/** One document of the input. */
export interface InputDocument {
  /** As it came: a string or an object. */
  readonly value: unknown;
  readonly text: string;
  readonly id?: string | undefined;
}

/** Which fields of an object hold what. */
export interface Fields {
  /** Default "text". */
  readonly text: string;
  /** Default "id"; a field that was asked for must be there. */
  readonly id: string;
  readonly idRequired: boolean;
}

/**
 * Reads a document out of a JSON value: a string, or an object with its text in a field.
 *
 * @param where file and line, for messages.
 * @throws UsageError naming file, line and field.
 */
export function toDocument(value: unknown, fields: Fields, where: string): InputDocument {
  if (typeof value === "string") return { value, text: value };
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new UsageError(`${where}: a document is a string or an object with a text, this is ${kindOf(value)}`);
  }
  return { value, text: textOf(value, fields.text, where), id: idOf(value, fields, where) };
}

function textOf(value: object, field: string, where: string): string {
  const text: unknown = own(value, field);
  if (typeof text === "string") return text;
  const names = Object.keys(value).map((name) => `"${name}"`);
  const has = names.length === 0 ? "the object is empty" : `the object has ${names.slice(0, 10).join(", ")}`;
  if (text !== undefined) throw new UsageError(`${where}: field "${field}" must be a string, is ${kindOf(text)}`);
  throw new UsageError(`${where}: field "${field}" is missing; ${has}; name the one to rerank with --text-field`);
}

function idOf(value: object, fields: Fields, where: string): string | undefined {
  const id: unknown = own(value, fields.id);
  if (typeof id === "string") return id;
  if (typeof id === "number" && Number.isFinite(id)) return String(id);
  if (id === undefined && !fields.idRequired) return undefined;
  const is = id === undefined ? "is missing" : `must be a string or a number, is ${kindOf(id)}`;
  throw new UsageError(`${where}: field "${fields.id}" ${is}`);
}

function own(value: object, field: string): unknown {
  return Object.hasOwn(value, field) ? Reflect.get(value, field) : undefined;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
