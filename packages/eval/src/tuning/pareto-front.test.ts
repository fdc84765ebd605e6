import { describe, expect, it } from "vitest";
import { InputError } from "../input-error.ts";
import { createRandom } from "../random.ts";
import { type PricedPoint, paretoFront } from "./pareto-front.ts";

const beats = (one: PricedPoint, other: PricedPoint): boolean =>
  one.quality >= other.quality && one.price <= other.price && (one.quality > other.quality || one.price < other.price);

describe("paretoFront", () => {
  it("is what comparing every point with every other gives", () => {
    const random = createRandom(3);
    let beaten = 0;
    for (let draw = 0; draw < 500; draw++) {
      // Few different numbers, so that there are ties in one and in both.
      const points = Array.from({ length: Math.floor(random() * 14) }, (_, id) => ({
        id,
        quality: Math.floor(random() * 6) / 5,
        price: Math.floor(random() * 6),
      }));
      const expected = points.filter((point) => !points.some((other) => beats(other, point)));
      const front = paretoFront(points);
      expect(front.toSorted((one, other) => one.id - other.id)).toEqual(expected);
      expect(front).toEqual(front.toSorted((one, other) => one.price - other.price));
      beaten += points.length - front.length;
    }
    expect(beaten).toBeGreaterThan(1000);
  });

  it("does not depend on the order in which points come", () => {
    const points = [
      { quality: 0.5, price: 10 },
      { quality: 0.7, price: 30 },
      { quality: 0.6, price: 30 },
      { quality: 0.4, price: 0 },
      { quality: 0.7, price: Number.POSITIVE_INFINITY },
    ];
    const front = [points[3], points[0], points[1]];
    expect(paretoFront(points)).toEqual(front);
    expect(paretoFront(points.toReversed())).toEqual(front);
  });

  it("changes nothing in what it is given", () => {
    const points = Object.freeze([
      { quality: 2, price: 2 },
      { quality: 1, price: 1 },
    ]);
    expect(paretoFront(points)).toEqual(points.toReversed());
    expect(paretoFront([])).toEqual([]);
  });

  it("refuses what is no number", () => {
    expect(() => paretoFront([{ quality: Number.NaN, price: 1 }])).toThrow(InputError);
    expect(() => paretoFront([{ quality: 1, price: Number.NaN }])).toThrow(
      /quality 1 at price NaN: both must be numbers/,
    );
  });
});
