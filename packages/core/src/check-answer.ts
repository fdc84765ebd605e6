import type { PairScore, Scored } from "./definition.ts";
import { type RerankError, rerankError } from "./errors.ts";
import type { Usage, Warning } from "./response.ts";
import type { ScoreScale } from "./traits.ts";

/** An adapter's answer after its check. */
export interface CheckedAnswer {
  /** Per document that was sent: its row; undefined where a row is missing and may be. */
  readonly rows: readonly (PairScore | undefined)[];
  /** The documents that have a row, in the order in which the rows came: nearly always best first, which makes sorting cheap. */
  readonly arrived: readonly number[];
  /** How many rows are missing; 0 unless they may be. */
  readonly missing: number;
  readonly scoreScale?: ScoreScale | undefined;
  readonly revision?: string | undefined;
  readonly usage?: Usage | undefined;
  readonly warnings: readonly Warning[];
}

/** What an answer is checked against. */
export interface Expected {
  readonly id: string;
  /** How many documents were sent; at least 1. */
  readonly count: number;
  /** What a missing row means. */
  readonly incomplete: "reject" | "append";
}

/**
 * Checks what an adapter answered: exactly one of `scores` and `order`; indices integers, in range, unique; scores finite or
 * null; none missing unless that is allowed. Total: whatever comes in, even objects whose getters throw, it returns a
 * checked answer or throws `malformed`.
 *
 * @throws RerankError `malformed`; the message names the row, never its content.
 */
export function checkAnswer(answer: unknown, expected: Expected): CheckedAnswer {
  try {
    return readAnswer(answer, expected.count, expected.incomplete);
  } catch (error) {
    const why = Complaint.is(error) ? error.message : "its answer cannot be read";
    throw malformed(expected.id, why);
  }
}

/** The error of an answer that breaks the contract. */
export function malformed(id: string, why: string): RerankError {
  return rerankError("malformed", `${id}: malformed answer: ${why}`, { provider: id });
}

/** Told apart from what hostile getters throw by a private field: unlike `instanceof`, asking for it runs nobody's code. */
class Complaint extends Error {
  readonly #ours: unknown;

  static is(value: unknown): value is Complaint {
    return isObject(value) && #ours in value;
  }
}

function readAnswer(answer: unknown, count: number, incomplete: Expected["incomplete"]): CheckedAnswer {
  if (!isObject(answer)) throw new Complaint("not an object");
  const { scores, order, scoreScale, revision, usage, warnings } = answer as { [K in keyof Scored]: unknown };
  if ((scores === undefined) === (order === undefined)) throw new Complaint("it needs exactly one of scores and order");
  const { rows, arrived } = scores === undefined ? readOrder(order, count) : readScores(scores, count);
  const missing = count - arrived.length;
  if (missing > 0 && incomplete === "reject") throw new Complaint(`${missing} of ${count} documents are missing`);
  if (missing === count) throw new Complaint("it holds no document");
  return {
    rows,
    arrived,
    missing,
    scoreScale: scores === undefined ? "rank" : readScale(scoreScale),
    revision: typeof revision === "string" ? revision : undefined,
    usage: readUsage(usage),
    warnings: readWarnings(warnings),
  };
}

type Rows = Pick<CheckedAnswer, "rows" | "arrived">;

function readScores(scores: unknown, count: number): Rows {
  if (!Array.isArray(scores)) throw new Complaint("scores is no array");
  const rows = new Array<PairScore | undefined>(count).fill(undefined);
  const arrived: number[] = [];
  for (let row = 0; row < scores.length; row++) {
    const checked = readRow(scores[row], row, count);
    if (rows[checked.index] !== undefined) throw new Complaint(`scores[${row}] repeats index ${checked.index}`);
    rows[checked.index] = checked;
    arrived.push(checked.index);
  }
  return { rows, arrived };
}

/** n, n−1, … 1 for the listed documents, best first. */
function readOrder(order: unknown, count: number): Rows {
  if (!Array.isArray(order)) throw new Complaint("order is no array");
  const rows = new Array<PairScore | undefined>(count).fill(undefined);
  const arrived: number[] = [];
  for (let place = 0; place < order.length; place++) {
    const index = readIndex(order[place], "order", place, count);
    if (rows[index] !== undefined) throw new Complaint(`order[${place}] repeats index ${index}`);
    rows[index] = { index, score: count - place };
    arrived.push(index);
  }
  return { rows, arrived };
}

function readRow(value: unknown, row: number, count: number): PairScore {
  if (!isObject(value)) throw new Complaint(`scores[${row}] is no object`);
  const { index, score, rawScore, parts } = value as { [K in keyof PairScore]: unknown };
  if (score !== null && !isFiniteNumber(score)) throw new Complaint(`scores[${row}].score is no finite number or null`);
  if (rawScore !== undefined && !isFiniteNumber(rawScore)) {
    throw new Complaint(`scores[${row}].rawScore is no finite number`);
  }
  const checked = readIndex(index, "scores", row, count);
  // Most rows are of this kind, and spreading nothing takes longer than all of their checks.
  if (rawScore === undefined && parts === undefined) return { index: checked, score };
  return {
    index: checked,
    score,
    ...(rawScore === undefined ? {} : { rawScore }),
    ...(parts === undefined ? {} : { parts: readParts(parts, row) }),
  };
}

function readIndex(index: unknown, list: "scores" | "order", at: number, count: number): number {
  if (Number.isInteger(index) && (index as number) >= 0 && (index as number) < count) return index as number;
  const where = `${list}[${at}]${list === "scores" ? ".index" : ""}`;
  throw new Complaint(
    Number.isInteger(index) ? `${where} is ${index}, outside 0…${count - 1}` : `${where} is no integer`,
  );
}

function readParts(parts: unknown, row: number): Record<string, number> {
  if (!isObject(parts)) throw new Complaint(`scores[${row}].parts is no object`);
  const entries = Object.entries(parts).map(([name, value]): [string, number] => {
    if (!isFiniteNumber(value)) throw new Complaint(`scores[${row}].parts holds something that is no finite number`);
    return [name, value];
  });
  return Object.fromEntries(entries);
}

const scales: ReadonlySet<unknown> = new Set<ScoreScale>(["probability", "logit", "similarity", "rank", "unknown"]);

function readScale(scale: unknown): ScoreScale | undefined {
  if (scale !== undefined && !scales.has(scale)) throw new Complaint("scoreScale is none of the known scales");
  return scale as ScoreScale | undefined;
}

const usageFields = ["tokens", "searchUnits", "costUsd", "requests", "cacheHits"] as const;

/** Usage is by the way: what is no number is left out rather than costing the answer. */
function readUsage(usage: unknown): Usage | undefined {
  if (!isObject(usage)) return undefined;
  const fields = usageFields.flatMap((name) => {
    const value: unknown = Reflect.get(usage, name);
    return isFiniteNumber(value) && value >= 0 ? [[name, value] as const] : [];
  });
  return fields.length > 0 ? Object.fromEntries(fields) : undefined;
}

function readWarnings(warnings: unknown): Warning[] {
  if (!Array.isArray(warnings)) return [];
  return warnings.flatMap((warning: unknown) => {
    if (!isObject(warning)) return [];
    const { code, message } = warning as { [K in keyof Warning]: unknown };
    return typeof code === "string" && typeof message === "string" ? [{ code, message }] : [];
  });
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}
