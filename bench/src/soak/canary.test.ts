import { expect, it } from "vitest";
import { canariesIn, canary } from "./canary.ts";

it("finds each of its strings by a part, and nothing else", () => {
  for (const [name, text] of Object.entries(canary)) expect(canariesIn(`…${text.slice(0, 18)}…`)).toEqual([name]);
  expect(canariesIn("a breaker trips when the load is too high")).toEqual([]);
});
