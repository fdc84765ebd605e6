import { createHash } from "node:crypto";

/** Revisions of late: an adapter asks for the same few with every call. */
const known = new Map<string, string>();
const mostKnown = 1_000;

/**
 * A name for everything that can change a score, for `traits.revision`: two adapters that differ in it have another name.
 *
 * @param content plain data; members that are undefined count as absent, the order of members counts.
 * @returns the first 16 hex digits of a sha256.
 */
export function revisionOf(content: unknown): string {
  const text = JSON.stringify(content);
  const revision = known.get(text) ?? createHash("sha256").update(text).digest("hex").slice(0, 16);
  if (known.size >= mostKnown) known.clear();
  known.set(text, revision);
  return revision;
}
