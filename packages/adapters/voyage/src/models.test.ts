import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { models } from "./models.ts";

/** The table under "Models" of the documentation: cells by row. */
function documented(): readonly (readonly string[])[] {
  const page = readFileSync(new URL("../../../../docs/adapters/voyage.md", import.meta.url), "utf8");
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
  const rows = Object.entries(models).map(([name, { context, totalTokens, instructions, price }]) => [
    `\`${name}\``,
    number(context),
    number(totalTokens),
    instructions ? "yes" : "no",
    price ? `${price.tokens} / million tokens` : "not known",
    price?.source ?? "",
    price?.date ?? "",
  ]);
  expect(documented()).toEqual(rows);
});
