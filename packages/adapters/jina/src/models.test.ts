import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { jinaModels } from "./models.ts";

/** The table under "Models" of the documentation: cells by row. */
function documented(): readonly (readonly string[])[] {
  const page = readFileSync(new URL("../../../../docs/adapters/jina.md", import.meta.url), "utf8");
  const section = page.split("## Models")[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| `"));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

it("the documentation says what the table holds", () => {
  const rows = Object.entries(jinaModels).map(([name, { context, pointwise, source, date }]) => [
    `\`${name}\``,
    context?.toLocaleString("en") ?? "not known",
    pointwise ? "by pairs" : "listwise",
    source,
    date,
  ]);
  expect(documented()).toEqual(rows);
});
