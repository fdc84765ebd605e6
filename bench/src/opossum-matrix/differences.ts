import type { MatrixResults } from "./results.ts";

/** How two runs differ, in full: "auth: half-open: next.code: "ok", not "auth"". Empty where they are equal. */
export function differencesBetween(first: MatrixResults, other: MatrixResults): readonly string[] {
  const expected = leavesOf(first.codes);
  const found = leavesOf(other.codes);
  const paths = new Set([...expected.keys(), ...found.keys()]);
  return [...paths]
    .filter((path) => expected.get(path) !== found.get(path))
    .map((path) => `${path}: ${found.get(path) ?? "nothing"}, not ${expected.get(path) ?? "nothing"}`);
}

/** Everything in it that has no parts, as JSON, by where it is. An empty list or object is such a thing too. */
function leavesOf(
  value: unknown,
  path: readonly string[] = [],
  leaves = new Map<string, string>(),
): Map<string, string> {
  const parts = typeof value === "object" && value !== null ? Object.entries(value) : [];
  for (const [name, part] of parts) leavesOf(part, [...path, name], leaves);
  const [code, name, ...rest] = path;
  if (parts.length === 0) leaves.set(`${code}: ${name}: ${rest.join(".")}`, JSON.stringify(value));
  return leaves;
}
