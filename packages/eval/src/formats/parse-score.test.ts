import { expect, it } from "vitest";
import { createRandom } from "../random.ts";
import { parseScore } from "./parse-score.ts";

const parse = (text: string): number => {
  const bytes = Buffer.from(`>${text}<`);
  return parseScore(bytes, 1, bytes.length - 1);
};

it("reads what Number reads, to the last bit", () => {
  const random = createRandom(3);
  const texts = Array.from({ length: 20_000 }, (_, at) => {
    const value = (random() - 0.5) * 10 ** Math.floor(random() * 40 - 20);
    return at % 3 === 0 ? String(value) : at % 3 === 1 ? value.toFixed(6) : String(Math.fround(value));
  });
  expect(texts.filter((text) => !Object.is(parse(text), Number(text)))).toEqual([]);
});

it.each([
  ["-0", -0],
  ["+1.5", 1.5],
  [".5", 0.5],
  ["5.", 5],
  ["-1E-05", -0.00001],
  ["0.1", 0.1],
  ["999999999999999", 999999999999999],
  ["9007199254740993", 9007199254740992],
  ["0.000000000000000000000000000001", 1e-30],
])("reads %s", (text, value) => {
  expect(parse(text)).toBe(value);
});

it.each(["", "-", ".", "+", "1.2.3", "1e", "1_000", "1,5", "0x1", "--1", "1-", "nan", "Infinity", "-inf", "1e400"])(
  "refuses %j",
  (text) => {
    expect(parse(text)).toBeNaN();
  },
);
