/** The candidate that was probably meant, whatever the case: the nearest by edit distance, if it is near at all. */
export function nearestName(given: string, candidates: readonly string[]): string | undefined {
  // Nobody means a name by a longer text, and the distance takes time with its length.
  if (given.length > 50) return undefined;
  let nearest: { readonly candidate: string; readonly distance: number } | undefined;
  for (const candidate of candidates) {
    const distance = editDistance(given.toLowerCase(), candidate.toLowerCase());
    if (!nearest || distance < nearest.distance) nearest = { candidate, distance };
  }
  return nearest && nearest.distance <= Math.max(1, given.length / 2) ? nearest.candidate : undefined;
}

/** How many characters must be added, removed, replaced, or swapped with their neighbour. Source: optimal string alignment distance. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = at(previous, column - 1) + (a[row - 1] === b[column - 1] ? 0 : 1);
      const swapped =
        a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? at(before, column - 2) + 1 : replaced;
      current.push(Math.min(replaced, swapped, at(previous, column) + 1, at(current, column - 1) + 1));
    }
    [before, previous] = [previous, current];
  }
  return at(previous, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
