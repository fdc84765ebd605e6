import { type Machine, provenance } from "../machine.ts";
import { markdownTable } from "../table.ts";
import { differencesBetween } from "./differences.ts";
import type { MatrixResults } from "./results.ts";

/** One Node with one opossum: what it found out, or why it did not run. */
export type MatrixRow =
  | { readonly results: MatrixResults }
  | { readonly node: string; readonly opossum: string; readonly skipped: string };

/** The matrix as Markdown, and whether two or more ran and all that ran are equal. */
export interface MatrixReport {
  readonly text: string;
  readonly isEqual: boolean;
}

/** So many differences of a run are written out. */
const written = 10;

/** Compares every run with the first one that ran. */
export function matrixReport(rows: readonly MatrixRow[], machine: Machine, command: string): MatrixReport {
  const ran = rows.flatMap((row) => ("results" in row ? [row.results] : []));
  const [first, ...others] = ran;
  const differences = new Map(
    first ? others.map((results) => [results, differencesBetween(first, results)] as const) : [],
  );
  const details = [...differences].flatMap(([results, found]) => detailsOf(results, found));
  const cells = rows.map((row) =>
    "results" in row
      ? cellsOf(row.results, differences.get(row.results))
      : [row.node, row.opossum, "", "", row.skipped],
  );
  const text = [
    `# One breaker, several opossums

The built packages with every error code: what the stack, the breaker, cooldown and latch make of it, as whole answers, errors, events,
states and counts, under a clock that is moved by hand. The version is that of the opossum which was loaded.`,
    markdownTable(["node", "opossum", "codes", "cases", "equal to the first"], cells),
    ...(details.length > 0 ? [details.join("\n")] : []),
    provenance(machine, command),
  ].join("\n\n");
  return { text, isEqual: others.length > 0 && details.length === 0 };
}

/** @param differences from the first; undefined: it is the first. */
function cellsOf(results: MatrixResults, differences: readonly string[] | undefined): readonly string[] {
  const codes = Object.values(results.codes);
  const cases = codes.reduce((sum, found) => sum + Object.keys(found).length, 0);
  const verdict = differences?.length ? `no: ${differences.length} differences` : "yes";
  return [results.node, results.opossum, String(codes.length), String(cases), differences ? verdict : "the first"];
}

function detailsOf({ node, opossum }: MatrixResults, differences: readonly string[]): readonly string[] {
  const lines = differences.slice(0, written).map((one) => `- Node ${node}, opossum ${opossum}: ${one}`);
  const left = differences.length - written;
  return left > 0 ? [...lines, `- Node ${node}, opossum ${opossum}: ${left} more`] : lines;
}
