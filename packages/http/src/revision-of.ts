import { createHash } from "node:crypto";

/**
 * A name for everything that can change a score, for `traits.revision`: two adapters that differ in it have another name.
 *
 * @param content plain data; members that are undefined count as absent, the order of members counts.
 * @returns the first 16 hex digits of a sha256.
 */
export function revisionOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 16);
}
