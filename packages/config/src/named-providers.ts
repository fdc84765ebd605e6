import { isPlainObject } from "./plain-object.ts";

/**
 * The names of providers that a file's content seems to use, good or not, so that only their packages need to be loaded before
 * it is checked. It never throws.
 */
export function namedProviders(input: unknown): readonly string[] {
  if (!isPlainObject(input)) return [];
  const many = isPlainObject(input.rerankers) ? Object.values(input.rerankers) : [];
  const names = [input.reranker, ...many].flatMap((entry) => [
    ...nameOf(entry),
    ...(isPlainObject(entry) && Array.isArray(entry.fallback) ? entry.fallback.flatMap(nameOf) : []),
  ]);
  return [...new Set(names)];
}

function nameOf(member: unknown): readonly string[] {
  const name = isPlainObject(member) ? member.provider : member;
  return typeof name === "string" ? name.split(":", 1) : [];
}
