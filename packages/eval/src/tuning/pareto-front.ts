import { InputError } from "../input-error.ts";

/** Something that is good and has its price. */
export interface PricedPoint {
  /** More is better. */
  readonly quality: number;
  /** Less is better: milliseconds, dollars. */
  readonly price: number;
}

/**
 * The points that nobody beats: no other one is at least as good for at most the same price, and better in one of the two. Of
 * points that are equal in both, all stay.
 *
 * @returns by price, lowest first; equal points in their given order.
 * @throws InputError where a quality or price is not a number.
 */
export function paretoFront<Point extends PricedPoint>(points: readonly Point[]): Point[] {
  for (const { quality, price } of points) {
    if (Number.isNaN(quality) || Number.isNaN(price)) {
      throw new InputError(`quality ${quality} at price ${price}: both must be numbers`);
    }
  }
  const front: Point[] = [];
  for (const point of points.toSorted(cheaperThenBetter)) {
    const best = front.at(-1);
    if (!best || point.quality > best.quality || cheaperThenBetter(point, best) === 0) front.push(point);
  }
  return front;
}

/** Infinite ones are equal to each other; their difference would be NaN. */
function cheaperThenBetter(one: PricedPoint, other: PricedPoint): number {
  if (one.price !== other.price) return one.price < other.price ? -1 : 1;
  if (one.quality !== other.quality) return one.quality > other.quality ? -1 : 1;
  return 0;
}
