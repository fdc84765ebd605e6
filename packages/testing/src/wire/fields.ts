/** What is wrong with a value, as "must be …"; undefined where nothing is. */
export type Rule = (value: unknown) => string | undefined;

/** Every field that a body may have, by name. */
export type Fields = Readonly<Record<string, { readonly rule: Rule; readonly required: boolean }>>;

/** What is wrong with a body's fields. */
export interface FieldTrouble {
  readonly kind: "unknown" | "missing" | "invalid";
  readonly field: string;
  /** Names the field, quotes no value. */
  readonly text: string;
}

/** A field that must be there. */
export function required(rule: Rule): Fields[string] {
  return { rule, required: true };
}

/** A field that may be left out. */
export function optional(rule: Rule): Fields[string] {
  return { rule, required: false };
}

/** Any string, or one of so many characters. */
export function text(min = 0, max: number = Number.POSITIVE_INFINITY): Rule {
  return (value) => {
    if (typeof value !== "string") return "must be a string";
    const { length } = [...value];
    return length < min || length > max ? `must have ${bounds(min, max)} characters` : undefined;
  };
}

/** A list of so many things that each keep a rule. */
export function listOf(rule: Rule, min = 0, max: number = Number.POSITIVE_INFINITY): Rule {
  return (value) => {
    if (!Array.isArray(value)) return "must be a list";
    if (value.length < min || value.length > max) return `must have ${bounds(min, max)} items`;
    const at = value.findIndex((item) => rule(item) !== undefined);
    return at < 0 ? undefined : `at index ${at} ${rule(value[at])}`;
  };
}

/** An integer within bounds. */
export function integer(min: number = Number.NEGATIVE_INFINITY, max: number = Number.POSITIVE_INFINITY): Rule {
  return (value) =>
    typeof value === "number" && Number.isInteger(value) && value >= min && value <= max
      ? undefined
      : `must be an integer, ${bounds(min, max)}`;
}

/** true or false. */
export const flag: Rule = (value) => (typeof value === "boolean" ? undefined : "must be a boolean");

/** Whatever it is. */
export const anything: Rule = () => undefined;

/** What keeps the rule, or null. */
export function orNull(rule: Rule): Rule {
  return (value) => (value === null ? undefined : rule(value));
}

/** The first trouble with a body's fields: unknown ones first, then missing ones, then wrong values. */
export function fieldTrouble(body: Readonly<Record<string, unknown>>, fields: Fields): FieldTrouble | undefined {
  const unknown = Object.keys(body).find((name) => !Object.hasOwn(fields, name));
  if (unknown !== undefined) return { kind: "unknown", field: unknown, text: `unknown field: ${unknown}` };
  const missing = Object.keys(fields).find((name) => fields[name]?.required && !Object.hasOwn(body, name));
  if (missing !== undefined) return { kind: "missing", field: missing, text: `${missing} is required` };
  for (const [name, value] of Object.entries(body)) {
    const wrong = fields[name]?.rule(value);
    if (wrong !== undefined) return { kind: "invalid", field: name, text: `${name} ${wrong}` };
  }
  return undefined;
}

function bounds(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return `${min} or more`;
  return `${min} to ${max}`;
}
