import { type Machine, provenance } from "../machine.ts";
import { markdownTable } from "../table.ts";
import type { CollectionName } from "./collections.ts";
import type { QualityFigures } from "./measure.ts";

/** What a report is about. */
export interface QualityReport {
  /** The reranker's name on the command line. */
  readonly reranker: string;
  readonly depth: number;
  readonly rows: readonly (readonly [CollectionName, QualityFigures])[];
  readonly machine: Machine;
  readonly command: string;
}

/** The figures as Markdown. */
export function qualityReport({ reranker, depth, rows, machine, command }: QualityReport): string {
  const heading = ["set", "queries", "given order", reranker, "difference", "wins/losses/ties", "seconds"];
  return `# Ranking quality: ${reranker}

Mean nDCG@10 over all judged queries; the first ${depth} documents of each list reranked.

${markdownTable(
  heading,
  rows.map(([set, figures]) => [set, ...cellsOf(figures)]),
)}

${provenance(machine, command)}`;
}

function cellsOf({ queries, given, reranked, wins, losses, ties, seconds }: QualityFigures): readonly string[] {
  return [
    String(queries),
    given.toFixed(4),
    reranked.toFixed(4),
    signed(reranked - given),
    `${wins}/${losses}/${ties}`,
    seconds.toFixed(2),
  ];
}

function signed(value: number): string {
  const text = value.toFixed(4);
  if (Number(text) === 0) return "0.0000";
  return value > 0 ? `+${text}` : text;
}
