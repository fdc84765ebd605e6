import { expect, it } from "vitest";
import { callIn, requestOf, scoreOf } from "./texts.ts";

it("shares no text between two calls, and finds the call in a body", () => {
  const [one, other] = [requestOf(1, 20), requestOf(11, 20, 5)];
  expect(new Set([...one.documents, ...other.documents]).size).toBe(40);
  expect(other.topN).toBe(5);
  expect(callIn(JSON.stringify(other))).toBe(11);
  expect(callIn("{}")).toBeUndefined();
});

it("scores by server, key and text, and the same each time", () => {
  const scores = [scoreOf("a", "k", "t"), scoreOf("b", "k", "t"), scoreOf("a", "l", "t"), scoreOf("a", "k", "u")];
  expect(new Set(scores).size).toBe(4);
  expect(scoreOf("ab", "c", "t")).not.toBe(scoreOf("a", "bc", "t"));
  expect(scoreOf("a", "k", "t")).toBe(scores[0]);
  for (const score of scores) expect(score >= 0 && score < 1).toBe(true);
});
