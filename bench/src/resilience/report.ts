import { type Machine, provenance } from "../machine.ts";
import { baseline } from "../overhead/cases.ts";
import type { CaseSummary } from "../overhead/summary.ts";
import { markdownTable } from "../table.ts";

/** All figures of one run. */
export interface ResilienceReport {
  readonly machine: Machine;
  readonly command: string;
  readonly rounds: number;
  /** Timed milliseconds per case and round. */
  readonly timeMs: number;
  /** While the backend answers. */
  readonly healthy: readonly CaseSummary[];
  /** While every breaker is open. */
  readonly open: readonly CaseSummary[];
}

const heading = ["case", "median µs", "p99 µs", `added over ${baseline} µs`, "lowest–highest"];

/** The figures as Markdown. */
export function resilienceReport({ machine, command, rounds, timeMs, healthy, open }: ResilienceReport): string {
  return `# What protection from outages costs

100 documents of about 60 words, new strings in every call, with the caller's abort signal and a time budget. ${rounds} rounds of
${timeMs} ms per case, interleaved; every figure is the median of the rounds, lowest and highest are of single rounds.

## While the backend answers

${baseline}: a reranker that answers at once, made with \`defineReranker\`. To reach: 20 µs added.

${markdownTable(heading, healthy.map(cellsOf))}

## While the breaker is open

${baseline}: the order that came in as rows without scores, and nothing else. To reach: 20 µs in the middle, 100 µs p99.

${markdownTable(heading, open.map(cellsOf))}

The p99 of all cases holds the collector's pauses, which fall on whichever call is under way.

${provenance(machine, command)}`;
}

function cellsOf({ name, medianUs, p99Us, addedUs, addedRangeUs }: CaseSummary): readonly string[] {
  const compared =
    name === baseline ? ["", ""] : [addedUs.toFixed(1), addedRangeUs.map((one) => one.toFixed(1)).join("–")];
  return [name, medianUs.toFixed(1), p99Us.toFixed(1), ...compared];
}
