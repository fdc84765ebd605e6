/** An object of parsed JSON whose fields are not checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Whether a parsed value is an object, not null and not a list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value as an object; throws an Error that names `where` otherwise. */
export function objectAt(value: unknown, where: string): JsonObject {
  if (isObject(value)) return value;
  throw new Error(`${where} must be an object`);
}

/** The value as a list; throws an Error that names `where` otherwise. */
export function listAt(value: unknown, where: string): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw new Error(`${where} must be a list`);
}

/** The value as a string; throws an Error that names `where` otherwise. */
export function stringAt(value: unknown, where: string): string {
  if (typeof value === "string") return value;
  throw new Error(`${where} must be a string`);
}

/** The value as a boolean; throws an Error that names `where` otherwise. */
export function booleanAt(value: unknown, where: string): boolean {
  if (typeof value === "boolean") return value;
  throw new Error(`${where} must be true or false`);
}

/** The value as a whole number from 0 to 2^31 - 1; throws an Error that names `where` otherwise. */
export function countAt(value: unknown, where: string): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value < 2 ** 31) return value;
  throw new Error(`${where} must be a whole number from 0 to 2147483647`);
}
