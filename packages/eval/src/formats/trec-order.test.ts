import { expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { compareUtf8, inTrecOrder, isInTrecOrder } from "./trec-order.ts";

it("compares ids byte by byte in UTF-8, as strcmp does", () => {
  const random = createRandom(5);
  const alphabet = ["a", "b", "é", "\ud7ff", "\ue000", "\uff21", "\u{1f600}", "\u{10ffff}", "-"];
  const id = (): string => Array.from({ length: random() * 4 }, () => alphabet[Math.floor(random() * 9)]).join("");
  for (let times = 0; times < 5000; times++) {
    const [a, b] = [id(), id()];
    expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
  }
});

it("leaves what it is given as it is", () => {
  const documents = ["a", "b", "c"];
  const scores = [-2, -1, -1];
  expect(inTrecOrder(documents, scores)).toEqual({ documents: ["c", "b", "a"], scores: Float64Array.of(-1, -1, -2) });
  expect([documents, scores]).toEqual([
    ["a", "b", "c"],
    [-2, -1, -1],
  ]);
});

it("knows what is in order already", () => {
  const isInOrder = (scores: number[], ids: string[]): boolean => isInTrecOrder(scores, () => ids);
  expect(isInOrder([3, 2, 1], ["a", "b", "c"])).toBe(true);
  expect(isInOrder([3, 2, 2], ["a", "c", "b"])).toBe(true);
  expect(isInOrder([3, 2, 2], ["a", "b", "c"])).toBe(false);
  expect(isInOrder([1, 2], ["b", "a"])).toBe(false);
});
