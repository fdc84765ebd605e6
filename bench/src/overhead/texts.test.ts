import { expect, it } from "vitest";
import { inputSource } from "./texts.ts";

it("makes distinct texts of 60 words, the same in every call and process", () => {
  const fresh = inputSource(200);
  const { texts, objects } = fresh();
  expect(new Set(texts).size).toBe(200);
  expect(new Set(texts.map((text) => text.split(" ").length))).toEqual(new Set([60]));
  expect(objects.map(({ text }) => text)).toEqual(texts);
  expect(fresh().texts).toEqual(texts);
  expect(inputSource(200)().texts).toEqual(texts);
});
