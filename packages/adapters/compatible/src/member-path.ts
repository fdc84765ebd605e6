import { memberOf } from "@secondpass/http";

/** A path: names of members with dots between them, none of which means something to JavaScript itself. */
export function isMemberPath(value: unknown): value is string {
  if (typeof value !== "string" || !/^[\w-]+(\.[\w-]+)*$/.test(value)) return false;
  return !value.split(".").some((name) => ["__proto__", "constructor", "prototype"].includes(name));
}

/** The member at a path; undefined where there is none. */
export function memberAt(value: unknown, path: string): unknown {
  return path.split(".").reduce(memberOf, value);
}

/** Sets the member at a path, and makes the objects on the way. */
export function setMember(target: Record<string, unknown>, path: string, value: unknown): void {
  const names = path.split(".");
  const last = names.pop() as string;
  const holder = names.reduce((object, name) => {
    const inner = isObject(object[name]) ? object[name] : {};
    object[name] = inner;
    return inner;
  }, target);
  holder[last] = value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
