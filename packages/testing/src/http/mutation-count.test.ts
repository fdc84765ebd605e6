import { afterEach, expect, it, vi } from "vitest";
import { mutationCount } from "./mutation-count.ts";

afterEach(() => vi.unstubAllEnvs());

it.each([
  ["", 20_000],
  ["1000000", 1_000_000],
])("SECONDPASS_MUTATIONS=%s: %i", (said, count) => {
  vi.stubEnv("SECONDPASS_MUTATIONS", said);
  expect(mutationCount()).toBe(count);
});

it.each(["0", "-1", "1.5", "many"])("refuses %s", (said) => {
  vi.stubEnv("SECONDPASS_MUTATIONS", said);
  expect(mutationCount).toThrow(`SECONDPASS_MUTATIONS must be a positive whole number, is "${said}"`);
});
