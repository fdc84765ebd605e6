import leven from "leven";

/** The candidate that was probably meant, whatever the case: the nearest by edit distance, if it is near at all. */
export function nearestName(given: string, candidates: readonly string[]): string | undefined {
  // Nobody means a name by a longer text, and the distance takes time with its length.
  if (given.length > 50) return undefined;
  const [nearest] = candidates
    .map((candidate) => ({ candidate, distance: leven(given.toLowerCase(), candidate.toLowerCase()) }))
    .toSorted((one, other) => one.distance - other.distance);
  return nearest && nearest.distance <= Math.max(1, given.length / 2) ? nearest.candidate : undefined;
}
