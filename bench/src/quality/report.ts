import { type Machine, provenance } from "../machine.ts";
import { markdownTable } from "../table.ts";
import type { CollectionName } from "./collections.ts";
import type { QualityFigures } from "./measure.ts";

/** One collection's figures, a set of them per reranker, in the order of the report's names. */
export interface QualityRow {
  readonly set: CollectionName;
  readonly figures: readonly QualityFigures[];
}

/** What a report is about. */
export interface QualityReport {
  /** The rerankers' names on the command line. */
  readonly rerankers: readonly string[];
  readonly depth: number;
  readonly rows: readonly QualityRow[];
  readonly machine: Machine;
  readonly command: string;
}

/** The figures as Markdown. */
export function qualityReport({ rerankers, depth, rows, machine, command }: QualityReport): string {
  const table = (cell: (figures: QualityFigures) => string): string =>
    markdownTable(
      ["set", ...rerankers],
      rows.map(({ set, figures }) => [set, ...figures.map(cell)]),
    );
  return `# Ranking quality: ${rerankers.join(", ")}

Mean nDCG@10 over all judged queries, and the difference from the given order; the first ${depth} documents of each list reranked.

${markdownTable(
  ["set", "queries", "given order", ...rerankers],
  rows.map(({ set, figures }) => [set, ...givenOf(figures), ...figures.map(ndcgOf)]),
)}

Wins/losses/ties: queries whose nDCG@10 rose, fell or stayed.

${table(({ wins, losses, ties }) => `${wins}/${losses}/${ties}`)}

Seconds, all queries one after the other.

${table(({ seconds }) => seconds.toFixed(2))}

${provenance(machine, command)}`;
}

/** The same whatever reranked. */
function givenOf([figures]: readonly QualityFigures[]): readonly string[] {
  return figures ? [String(figures.queries), figures.given.toFixed(4)] : [];
}

function ndcgOf({ given, reranked }: QualityFigures): string {
  return `${reranked.toFixed(4)} (${signed(reranked - given)})`;
}

function signed(value: number): string {
  const text = value.toFixed(4);
  if (Number(text) === 0) return "0.0000";
  return value > 0 ? `+${text}` : text;
}
