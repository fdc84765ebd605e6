import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { costOf, models } from "./models.ts";

/** The table under "Models" of the documentation: cells by row. */
function documented(): readonly (readonly string[])[] {
  const page = readFileSync(new URL("../../../../docs/adapters/cohere.md", import.meta.url), "utf8");
  const section = page.split("## Models")[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const number = (value: number): string => value.toLocaleString("en");

it("the documentation says what the table holds", () => {
  const rows = Object.entries(models).map(([name, { context, price }]) => {
    if (!price) return [`\`${name}\``, number(context), "not known", "", ""];
    const amount = "tokens" in price ? `${price.tokens} / million tokens` : `${price.searchUnits} / thousand searches`;
    return [`\`${name}\``, number(context), amount, price.source, price.date];
  });
  expect(documented()).toEqual(rows);
});

it("a cost needs a price and a number", () => {
  expect(costOf("rerank-v5.0-pro", { tokens: 2_000_000 })).toBe(0.1);
  expect(costOf("rerank-v5.0-pro", { searchUnits: 1 })).toBeUndefined();
  expect(costOf("rerank-v3.5", { searchUnits: 3 })).toBe(0.006);
  expect(costOf("rerank-v3.5", { tokens: 3 })).toBeUndefined();
  expect(costOf("rerank-english-v3.0", { searchUnits: 3 })).toBeUndefined();
  expect(costOf("constructor", { searchUnits: 3, tokens: 3 })).toBeUndefined();
});
