import type { Truncation } from "./types.ts";

/**
 * How many tokens of each text of a pair stay, given how many each has and how many fit, special tokens not counted:
 * `truncate_encodings` of the Rust library. Throws an Error where `only_second` would have to leave nothing.
 *
 * @see https://github.com/huggingface/tokenizers/blob/main/tokenizers/src/utils/truncation.rs
 */
export function keptLengths(
  first: number,
  second: number,
  room: number,
  truncation: Truncation,
): readonly [first: number, second: number] {
  if (room === 0) return [0, 0];
  if (first + second <= room) return [first, second];
  if (truncation === "longest_first") return longestFirst(first, second, room);
  if (first >= room) {
    throw new Error(`truncation only_second has ${room} tokens for both texts, and the query alone has ${first}`);
  }
  return [first, room - first];
}

/** Both texts are cut to half where the shorter has more than that; an odd token goes to the longer, or the second. */
function longestFirst(first: number, second: number, room: number): readonly [first: number, second: number] {
  const half = Math.floor(room / 2);
  const shorter = Math.min(first, second);
  const [short, long] = shorter > half ? [half, room - half] : [shorter, room - shorter];
  return first > second ? [long, short] : [short, long];
}

/**
 * How many tokens of the second text have to be known for `keptLengths`, for the tokens kept and for whether any were
 * left out to come out as if all were known: with fewer than this there are no more, with this many the rest cannot
 * matter.
 */
export function neededOfSecond(first: number, room: number, truncation: Truncation): number {
  if (room === 0) return 1;
  if (truncation === "only_second" || 2 * first <= room) return Math.max(1, room - first + 1);
  // Both are halved once the second has more than half. Of an odd room the longer text gets one more.
  const half = Math.floor(room / 2);
  return room % 2 === 0 ? half + 1 : Math.max(first, half + 1);
}
