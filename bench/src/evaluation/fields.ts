/** A parsed JSON object, nothing known of its fields. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Makes an error that begins with the place in the file. */
export type Complain = (message: string) => Error;

/** The value as an object. @throws what `complain` makes. */
export function objectOf(value: unknown, complain: Complain): JsonObject {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw complain("must be an object");
  return value as JsonObject;
}

/** A field that holds text. @throws what `complain` makes, naming the field. */
export function textField(object: JsonObject, field: string, complain: Complain): string {
  const value = object[field];
  if (typeof value !== "string") throw complain(`${field} must be a string, is ${kindOf(value)}`);
  return value;
}

/** A field that holds an id: text that is not empty, or an integer. @throws what `complain` makes, naming the field. */
export function idField(object: JsonObject, field: string, complain: Complain): string {
  const value = object[field];
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value === "string" && value !== "") return value;
  throw complain(`${field} must be an id, is ${value === "" ? "empty" : kindOf(value)}`);
}

/** A field that holds a finite number. @throws what `complain` makes, naming the field. */
export function numberField(object: JsonObject, field: string, complain: Complain): number {
  const value = object[field];
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw complain(`${field} must be a number, is ${kindOf(value)}`);
  }
  return value;
}

/** A field that holds an array. @throws what `complain` makes, naming the field. */
export function arrayField(object: JsonObject, field: string, complain: Complain): readonly unknown[] {
  const value = object[field];
  if (!Array.isArray(value)) throw complain(`${field} must be an array, is ${kindOf(value)}`);
  return value;
}

function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  return Array.isArray(value) ? "an array" : `of type ${typeof value}`;
}
