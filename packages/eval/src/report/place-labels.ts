/** Where a label would like to stand, in pixels. */
export interface LabelWish {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

/**
 * Moves labels down until none covers another: each in turn, the highest first, below those whose width it shares.
 *
 * @returns how far each label moves down, in pixels, in the order of the wishes.
 */
export function placeLabels(wishes: readonly LabelWish[], lineHeight: number): readonly number[] {
  const placed: LabelWish[] = [];
  const moves = wishes.map(() => 0);
  const order = wishes.map((_, at) => at).toSorted((a, b) => (wishes[a]?.y ?? 0) - (wishes[b]?.y ?? 0));
  for (const at of order) {
    const wish = wishes[at] as LabelWish;
    let y = wish.y;
    // Those placed stand from the top down, so one pass finds the first gap.
    for (const other of placed.toSorted((a, b) => a.y - b.y)) {
      const beside = wish.x < other.x + other.width && other.x < wish.x + wish.width;
      if (beside && Math.abs(y - other.y) < lineHeight) y = other.y + lineHeight;
    }
    placed.push({ ...wish, y });
    moves[at] = y - wish.y;
  }
  return moves;
}
