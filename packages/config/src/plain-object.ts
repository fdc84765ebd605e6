import { type Faults, kindOf, memberPath, quoted } from "./faults.ts";

/** Data by key. Own keys only; none of them is a forbidden one. */
export type PlainObject = Readonly<Record<string, unknown>>;

/** They mean something else to JavaScript than they do to a person who writes them. */
const forbidden: readonly string[] = ["__proto__", "constructor", "prototype"];

/** Whether a value is an object with keys. */
export function isPlainObject(value: unknown): value is PlainObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own entries that are set; keys that would reach into prototypes are faults and left out. */
export function entriesOf(value: PlainObject, path: string, faults: Faults): readonly (readonly [string, unknown])[] {
  return Object.entries(value).filter(([key, one]) => {
    if (forbidden.includes(key)) faults.add(memberPath(path, key), `the name ${quoted(key)} is not allowed`);
    return !forbidden.includes(key) && one !== undefined;
  });
}

/** The object's own entries, or a fault and none. */
export function objectEntries(
  value: unknown,
  path: string,
  faults: Faults,
  what: string,
): readonly (readonly [string, unknown])[] {
  if (isPlainObject(value)) return entriesOf(value, path, faults);
  faults.add(path, `must be ${what}, is ${kindOf(value)}`);
  return [];
}
