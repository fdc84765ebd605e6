import { readFileSync } from "node:fs";

const page = readFileSync(new URL("../../../../../docs/adapters/compatible.md", import.meta.url), "utf8");

/** What stands under a heading of the documentation, up to the next one of any level. */
export function section(heading: string): string {
  const [, rest = ""] = page.split(`\n${heading}\n`);
  return rest.split(/\n##+ /)[0] ?? "";
}

/** The rows of a section's tables whose first cell is code; cells without blanks around them. */
export function rowsUnder(heading: string): readonly (readonly string[])[] {
  const rows = section(heading)
    .split("\n")
    .filter((line) => line.startsWith("| `"));
  return rows.map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** A cell without the marks of code. */
export function bare(cell = ""): string {
  return cell.replace(/^`|`$/g, "");
}
