import type { RankedDocument } from "@secondpass/core";
import pc from "picocolors";
import { explain } from "./explain.ts";
import type { InputDocument } from "./input-document.ts";
import { move } from "./move.ts";
import type { Report } from "./report.ts";
import { align, fit, oneLine, widthOf } from "./terminal-text.ts";

/** What a table is fitted to. */
export interface TableOptions {
  /** Width in columns. */
  readonly columns: number;
  readonly color: boolean;
  /** Adds how the answer came about. */
  readonly explain: boolean;
}

type Colors = ReturnType<typeof pc.createColors>;

/** A column: its heading, and what it shows of a row. */
interface Column {
  readonly heading: string;
  readonly align: "left" | "right";
  cell(row: RankedDocument<InputDocument>, at: number): string;
}

/** Longer ids are cut, so that the text keeps its room. */
const widestId = 24;

/** A table for people: rank, move against the first stage, score, id and as much of the text as fits. */
export function formatTable(report: Report, options: TableOptions): string {
  const colors = pc.createColors(options.color);
  const rows = report.result.ranking;
  const columns = columnsFor(rows);
  const cells = [
    columns.map(({ heading }) => heading),
    ...rows.map((row, at) => columns.map((column) => column.cell(row, at))),
  ];
  const widths = columns.map((_, c) => Math.max(...cells.map((line) => widthOf(line[c] ?? ""))));
  const lines = cells.map((line, at) =>
    tableLine(line, columns, widths, options.columns, at === 0 ? undefined : colors),
  );
  const heading = colors.dim(lines[0] ?? "");
  const summary = colors.dim(fit(summaryOf(report), options.columns));
  const body = rows.length === 0 ? [colors.dim("no documents to show")] : [heading, ...lines.slice(1)];
  const more = options.explain ? ["", ...explain(report)] : [];
  return `${[summary, "", ...body, ...more].join("\n")}\n`;
}

function columnsFor(rows: readonly RankedDocument<InputDocument>[]): readonly Column[] {
  const id: Column = {
    heading: "id",
    align: "left",
    cell: ({ document }) => fit(oneLine(document.id ?? ""), widestId),
  };
  return [
    { heading: "#", align: "right", cell: (_, at) => String(at + 1) },
    { heading: "move", align: "left", cell: ({ index }, at) => move(index, at) },
    { heading: "score", align: "right", cell: ({ score }) => (score === null ? "–" : score.toFixed(4)) },
    ...(rows.some(({ document }) => document.id !== undefined) ? [id] : []),
    { heading: "text", align: "left", cell: ({ document }) => oneLine(document.text) },
  ];
}

function tableLine(
  cells: readonly string[],
  columns: readonly Column[],
  widths: readonly number[],
  total: number,
  colors: Colors | undefined,
): string {
  const last = cells.length - 1;
  const fixed = cells.slice(0, last).map((cell, c) => {
    const aligned = align(cell, widths[c] ?? 0, columns[c]?.align ?? "left");
    return columns[c]?.heading === "move" && colors ? colorMove(aligned, colors) : aligned;
  });
  const used = widths.slice(0, last).reduce((sum, width) => sum + width + 2, 0);
  return [...fixed, fit(cells[last] ?? "", total - used)].join("  ").trimEnd();
}

function colorMove(cell: string, colors: Colors): string {
  if (cell.startsWith("▲")) return colors.green(cell);
  return cell.startsWith("▼") ? colors.red(cell) : colors.dim(cell);
}

function summaryOf({ result, totalMs, count }: Report): string {
  const { rerankerId, outcome, scoreScale, ranking } = result;
  const shown = ranking.length === count ? `${count} documents` : `${ranking.length} of ${count} documents`;
  return `${rerankerId} · ${outcome.kind} · ${shown} · ${totalMs.toFixed(1)} ms · score scale: ${scoreScale}`;
}
