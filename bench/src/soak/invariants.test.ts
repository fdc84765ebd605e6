import { expect, it } from "vitest";
import { unexpected } from "./invariants.ts";

it("takes a warning that was expected, once, and nothing else", () => {
  const warning = "warning: SecondpassWarning an onEvent listener failed";
  expect(unexpected([warning], ["onEvent"])).toEqual([]);
  expect(unexpected([warning, warning], ["onEvent"])).toEqual([warning]);
  expect(unexpected([], ["onEvent"])).toEqual(["no warning: onEvent"]);
  expect(unexpected(["unhandledRejection: Error onEvent"], ["onEvent"])).toHaveLength(2);
  expect(unexpected([warning], [])).toEqual([warning]);
});
