import { type Machine, provenance } from "../machine.ts";
import { markdownTable } from "../table.ts";
import type { ContenderSummary } from "./summary.ts";

/** All figures of one run; what `--json` writes. */
export interface HttpOverheadReport {
  readonly machine: Machine;
  readonly command: string;
  readonly rounds: number;
  /** Timed milliseconds per contender and round. */
  readonly timeMs: number;
  readonly versions: readonly string[];
  readonly contenders: readonly ContenderSummary[];
}

const heading = ["contender", "median µs", "compared with", "ratio", "lowest–highest", "aim", ""];

/** The figures as Markdown. */
export function httpOverheadReport(report: HttpOverheadReport): string {
  const { machine, command, rounds, timeMs, versions, contenders } = report;
  return `# What an adapter adds to a request

100 documents of 60 words over loopback, to a server in a process of its own that answers at once. Texts are new strings in every
call. ${rounds} rounds of ${timeMs} ms per contender, interleaved; every figure is the median of the rounds, ratios are taken within a
round. A real reranker takes tens to hundreds of milliseconds more, on both sides of each ratio.

- undici: \`request\`, \`JSON.stringify\`, \`body.json()\`, the rows as they come
- cohere-ai, voyageai: the providers' own clients as they are, on Node's fetch
- secondpass …: the adapters, with all that core and they check, order and guard

${markdownTable(heading, contenders.map(cellsOf))}

${provenance(machine, command)}
- Versions: ${versions.join(", ")}`;
}

function cellsOf({ name, medianUs, comparedWith = "", ratio, ratioRange, aim }: ContenderSummary): readonly string[] {
  const range = ratioRange === undefined ? "" : ratioRange.map((one) => one.toFixed(2)).join("–");
  const verdict = aim === undefined || ratio === undefined ? "" : ratio <= aim ? "reached" : "missed";
  return [name, medianUs.toFixed(0), comparedWith, ratio?.toFixed(2) ?? "", range, aim?.toFixed(2) ?? "", verdict];
}
