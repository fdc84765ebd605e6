import type {
  CalibrateOptions,
  CalibrationResult,
  JudgedPairs,
  ReliabilityResult,
  ThresholdAdvice,
} from "@secondpass/eval";
import { align, oneLine, widthOf } from "../terminal-text.ts";

/** What a calibration came to, with what was asked beside it. */
export interface CalibrationReport {
  readonly dataset: string;
  readonly reranker: CalibrateOptions["reranker"];
  readonly judged: Pick<JudgedPairs, "unjudged" | "withoutJudgement">;
  readonly result: CalibrationResult;
  /** Of the method taken, in bins of equal width: what a probability of so much has come to. */
  readonly reliability?: ReliabilityResult | undefined;
  /** What was wanted, and what comes nearest. */
  readonly precision: number;
  readonly advice?: ThresholdAdvice | undefined;
}

/** The report for a terminal. */
export function formatCalibration(report: CalibrationReport): string {
  const parts = [
    heading(report),
    separationOf(report),
    methodsOf(report),
    reliabilityOf(report),
    adviceOf(report),
    verdictOf(report),
  ];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

function heading({ dataset, reranker, judged, result }: CalibrationReport): string {
  const { queries, pairs, relevant } = result.counts;
  const left = `${judged.withoutJudgement} without a judgement ${judged.unjudged === "skip" ? "are left out" : "among them count as not relevant"}`;
  const revision = reranker.revision === undefined ? "" : `, revision ${reranker.revision}`;
  return [
    `${oneLine(reranker.id)}${oneLine(revision)}, scores on the scale "${reranker.scoreScale}"`,
    `${oneLine(dataset)}: ${queries} queries, ${pairs} scored documents, ${relevant} of them relevant; ${left}`,
  ].join("\n");
}

function separationOf({ result: { separation } }: CalibrationReport): string {
  if (!separation) return "";
  const { mean, low, high } = separation;
  return `separation  ${mean.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)}): how likely a relevant document scores above another; 0.5 is chance`;
}

function methodsOf({ result }: CalibrationReport): string {
  const { candidates, before, artefact } = result;
  // Then the verdict says why.
  if (candidates.every((one) => "unusable" in one)) return "";
  const figure = (value: number): string => value.toFixed(4);
  const rows = candidates.map((one) =>
    "unusable" in one
      ? [one.method, `does not fit: ${one.unusable}`]
      : [
          one.method,
          figure(one.brier),
          figure(one.ece),
          figure(one.logLoss),
          one.method === artefact?.method ? "taken" : "",
        ],
  );
  const raw = before ? [["scores as they are", figure(before.brier), figure(before.ece), ""]] : [];
  const head = ["method", "Brier", "ECE", "log loss", ""];
  return `${table([head, ...raw, ...rows])}\nfigures are of queries that the fit has not seen; less is better`;
}

const barWidth = 30;

function reliabilityOf({ reliability }: CalibrationReport): string {
  if (!reliability) return "";
  const head = ["probability", "documents", "predicted", "relevant"];
  const rows = reliability.bins.map(({ low, high, count, predicted, observed }) => [
    `${low.toFixed(1)}–${high.toFixed(1)}`,
    String(count),
    predicted.toFixed(3),
    observed.toFixed(3),
    bar({ predicted, observed }),
  ]);
  return `${table([head, ...rows])}\n█ relevant, │ predicted`;
}

/** The share of relevant ones as a bar from 0 to 1, and where it should end. */
function bar({ predicted, observed }: Pick<ReliabilityResult["bins"][number], "predicted" | "observed">): string {
  const end = Math.round(observed * barWidth);
  const mark = Math.min(barWidth - 1, Math.floor(predicted * barWidth));
  return Array.from({ length: barWidth }, (_, at) => (at === mark ? "│" : at < end ? "█" : "·")).join("");
}

function adviceOf({ precision, advice }: CalibrationReport): string {
  if (!advice) return "";
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
  const figures = advice.reachable ? advice : advice.best;
  const told = figures && [
    `  precision ${percent(figures.precision)}, at least ${percent(figures.precisionLow)} with 95 % confidence`,
    `  keeps ${percent(figures.recall)} of the relevant documents, ${figures.keptPerQuery.toFixed(2)} documents a query on average`,
    `  leaves ${percent(figures.emptyQueries)} of the queries without any`,
  ];
  const first = advice.reachable
    ? `for a precision of ${percent(precision)}: minScore ${advice.threshold}`
    : `a precision of ${percent(precision)} cannot be reached${figures ? `; nearest to it comes minScore ${figures.threshold}` : ""}`;
  return [first, ...(told ?? [])].join("\n");
}

function verdictOf({ result: { verdict, reason, artefact } }: CalibrationReport): string {
  if (verdict === "calibrated") return "";
  return `${verdict}: ${reason}${artefact ? "\nforced all the same; its probabilities mean little" : ""}`;
}

/** Columns aligned: words to the left, figures to the right. */
function table(rows: readonly (readonly string[])[]): string {
  const figures = (row: readonly string[]): readonly string[] => (row.length === 2 ? [row[0] ?? ""] : row);
  const columns = Math.max(...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...rows.map((row) => widthOf(figures(row)[at] ?? ""))),
  );
  const line = (row: readonly string[]): string =>
    row.map((cell, at) => align(cell, widths[at] ?? 0, at === 0 || at === 4 ? "left" : "right")).join("  ");
  return rows.map((row) => line(row).trimEnd()).join("\n");
}
