import { expect, it } from "vitest";
import { trecOrder } from "./order.ts";

it("compares ids byte by byte in UTF-8, as strcmp does", () => {
  // In UTF-16 units U+1F600 begins with D83D and would come below U+FF21; in UTF-8 it comes above.
  const hits = ["\uFF21", "\u{1F600}", "a"].map((document) => ({ document, score: 0 }));
  expect(trecOrder(hits)).toEqual(["\u{1F600}", "\uFF21", "a"]);
});

it("leaves what it is given as it is", () => {
  const hits = [
    { document: "a", score: -2 },
    { document: "b", score: -1 },
  ];
  expect(trecOrder(hits)).toEqual(["b", "a"]);
  expect(hits[0]?.document).toBe("a");
});
