import { expect, it } from "vitest";
import { markdownTable } from "./table.ts";

it("aligns names to the left and figures to the right", () => {
  const table = markdownTable(
    ["case", "µs"],
    [
      ["one", "1.0"],
      ["another", "10.5"],
    ],
  );
  expect(table.split("\n")).toEqual([
    "| case    |   µs |",
    "| ------- | ---: |",
    "| one     |  1.0 |",
    "| another | 10.5 |",
  ]);
});
