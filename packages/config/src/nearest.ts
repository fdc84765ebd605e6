import leven from "leven";

/** The candidate that was probably meant: the nearest by edit distance, if it is near at all. */
export function nearest(given: string, candidates: readonly string[]): string | undefined {
  if (given.length > longest) return undefined;
  const [best] = candidates
    .map((candidate) => ({ candidate, distance: leven(given, candidate) }))
    .toSorted((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, given.length / 3) ? best.candidate : undefined;
}

/** ` Did you mean "…"?`, to be put behind a message, or nothing where no candidate is near. */
export function didYouMean(given: string, candidates: readonly string[]): string {
  const near = nearest(given, candidates);
  return near === undefined || near === given ? "" : ` Did you mean ${JSON.stringify(near)}?`;
}

/** Nobody means a name by a text of this length. */
const longest = 200;
