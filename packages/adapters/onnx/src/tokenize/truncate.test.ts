import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keptLengths, neededOfSecond } from "./truncate.ts";

/** `LongestFirst` of Rust's truncate_encodings, line by line. */
function rustLongestFirst(first: number, second: number, maxLength: number): [number, number] {
  if (first + second <= maxLength) return [first, second];
  let [n1, n2] = [first, second];
  let swap = false;
  if (n1 > n2) {
    swap = true;
    [n1, n2] = [n2, n1];
  }
  n2 = n1 > maxLength ? n1 : Math.max(n1, maxLength - n1);
  if (n1 + n2 > maxLength) {
    n1 = Math.floor(maxLength / 2);
    n2 = n1 + (maxLength % 2);
  }
  return swap ? [Math.min(n2, first), n1] : [n1, Math.min(n2, second)];
}

const LENGTH = fc.nat(40);

describe("keptLengths", () => {
  it("cuts longest_first as Rust does", () => {
    const property = fc.property(LENGTH, LENGTH, LENGTH, (first, second, room) => {
      expect(keptLengths(first, second, room, "longest_first")).toEqual(rustLongestFirst(first, second, room));
    });
    fc.assert(property, { numRuns: 20_000 });
  });

  it("gives the odd token to the longer text, and to the document where both are equal", () => {
    expect(keptLengths(600, 599, 509, "longest_first")).toEqual([255, 254]);
    expect(keptLengths(599, 600, 509, "longest_first")).toEqual([254, 255]);
    expect(keptLengths(600, 600, 509, "longest_first")).toEqual([254, 255]);
  });

  it("cuts only the document with only_second, and throws where nothing of it would be left", () => {
    expect(keptLengths(9, 5, 10, "only_second")).toEqual([9, 1]);
    expect(keptLengths(10, 0, 10, "only_second")).toEqual([10, 0]);
    expect(() => keptLengths(10, 1, 10, "only_second")).toThrow(
      "truncation only_second has 10 tokens for both texts, and the query alone has 10",
    );
    expect(() => keptLengths(11, 0, 10, "only_second")).toThrow("only_second");
  });

  it("leaves nothing of either where there is no room", () => {
    expect(keptLengths(3, 4, 0, "longest_first")).toEqual([0, 0]);
    expect(keptLengths(3, 4, 0, "only_second")).toEqual([0, 0]);
  });
});

describe("neededOfSecond", () => {
  it("is enough: whatever the second text has beyond it changes nothing", () => {
    const truncations = fc.constantFrom("longest_first" as const, "only_second" as const);
    const property = fc.property(
      LENGTH,
      LENGTH,
      LENGTH,
      fc.nat(9),
      truncations,
      (first, second, room, more, truncation) => {
        const known = Math.min(second, neededOfSecond(first, room, truncation) + more);
        const outcome = (length: number) => {
          try {
            const kept = keptLengths(first, length, room, truncation);
            const truncated = kept[0] < first || kept[1] < length;
            return { kept, truncated };
          } catch {
            return "throws";
          }
        };
        expect(outcome(known)).toEqual(outcome(second));
      },
    );
    fc.assert(property, { numRuns: 50_000 });
  });

  it("is little beside a short query", () => {
    expect(neededOfSecond(8, 509, "longest_first")).toBe(502);
    expect(neededOfSecond(8, 509, "only_second")).toBe(502);
  });
});
