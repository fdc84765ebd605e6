import { readFileSync } from "node:fs";

/** The page's script, its modules in the order in which they are joined: what others import comes first. */
const modules = [
  "element.js",
  "figure.js",
  "choose-queries.js",
  "moves.js",
  "contributions.js",
  "query-list.js",
  "order-table.js",
  "values-table.js",
  "query-detail.js",
  "controls.js",
  "page.js",
] as const;

/** The parts of its style sheet, in the order in which they are joined: what comes later wins. */
const styles = [
  "colours.css",
  "base.css",
  "summary.css",
  "tables.css",
  "plots.css",
  "details.css",
  "controls.css",
  "query-list.css",
  "order.css",
  "narrow.css",
  "paper.css",
] as const;

/** The page's style sheet. */
export function pageStyle(): string {
  return styles.map(read).join("\n");
}

/**
 * The page's script: modules that are written, typed and linted as such, made one. Their top-level names are all different, so it
 * suffices to take away imports and the word `export`.
 */
export function pageScript(): string {
  return modules.map((name) => withoutModuleSyntax(read(name))).join("\n");
}

/** @internal */
export function withoutModuleSyntax(source: string): string {
  return source.replaceAll(/^import\s[^;]*;\n/gm, "").replaceAll(/^export /gm, "");
}

// Published as they are. Seen from `src/report` and from `dist/report` the folder has the same path.
function read(name: string): string {
  return readFileSync(new URL(`../../src/report/page/${name}`, import.meta.url), "utf8").replaceAll("\r\n", "\n");
}
