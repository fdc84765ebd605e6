import { expect, it } from "vitest";
import { baseline, overheadCases } from "./cases.ts";
import { inputSource } from "./texts.ts";

it.each([10, 100, 1000])("all cases do the same work: %i documents in the same order", async (count) => {
  const input = inputSource(count)();
  const [bare, ...others] = overheadCases(count);
  expect(bare?.name).toBe(baseline);
  const expected = (await bare?.call(input))?.map(({ index }) => index);
  expect(new Set(expected).size).toBe(count);
  expect(others).toHaveLength(4);
  for (const { call } of others) expect((await call(input)).map(({ index }) => index)).toEqual(expected);
});
