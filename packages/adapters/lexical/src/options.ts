import { type RerankError, rerankError } from "@secondpass/core";
import type { CorpusStatistics } from "./corpus-statistics.ts";

/** What `lexical` takes; plain data that may come from a configuration file. */
export interface LexicalOptions {
  /** How slowly repetitions of a word saturate; a finite number, at least 0. Default 1.2. */
  readonly k1?: number | undefined;
  /** How much a document's length counts, from 0 to 1. Default 0.75. */
  readonly b?: number | undefined;
  /**
   * Counts over a whole corpus, from `corpusStatistics`. With them a score depends on query and document alone. Default:
   * each request's own candidates are counted.
   */
  readonly statistics?: CorpusStatistics | undefined;
}

const optionNames = ["k1", "b", "statistics"];
const statisticsNames = ["documentCount", "averageLength", "documentFrequency"];

/**
 * Checks options as plain data.
 *
 * @returns the same options, typed.
 * @throws RerankError `misconfigured` naming the option's path, what is allowed and what was given; words are never quoted.
 */
export function checkOptions(input: unknown): LexicalOptions {
  const options = fields(input, "", optionNames);
  const { k1, b, statistics } = options;
  if (k1 !== undefined && !(isFiniteNumber(k1) && k1 >= 0)) throw wrong("k1", "a finite number of at least 0", k1);
  if (b !== undefined && !(isFiniteNumber(b) && b >= 0 && b <= 1)) throw wrong("b", "a number from 0 to 1", b);
  if (statistics !== undefined) checkStatistics(statistics);
  return options;
}

function checkStatistics(input: unknown): void {
  const { documentCount, averageLength, documentFrequency } = fields(input, "statistics", statisticsNames);
  if (!(Number.isSafeInteger(documentCount) && (documentCount as number) >= 1)) {
    throw wrong("statistics.documentCount", "a whole number of at least 1", documentCount);
  }
  if (!(isFiniteNumber(averageLength) && averageLength > 0)) {
    throw wrong("statistics.averageLength", "a finite number above 0", averageLength);
  }
  if (!isRecord(documentFrequency)) {
    throw wrong("statistics.documentFrequency", "a plain object of whole numbers by word", documentFrequency);
  }
  checkFrequencies(Object.values(documentFrequency), documentCount as number);
}

/** Words are texts of the corpus, so a wrong entry is named by its place. */
function checkFrequencies(frequencies: readonly unknown[], documentCount: number): void {
  const isRight = (value: unknown): boolean =>
    Number.isInteger(value) && (value as number) >= 0 && (value as number) <= documentCount;
  const entry = frequencies.findIndex((value) => !isRight(value));
  if (entry < 0) return;
  const allowed = `a whole number from 0 to documentCount, ${documentCount}`;
  throw wrong(`statistics.documentFrequency, entry ${entry},`, allowed, frequencies[entry]);
}

/** The fields of a plain object that has no others than `allowed`. */
function fields(input: unknown, path: string, allowed: readonly string[]): Record<string, unknown> {
  if (!isRecord(input)) throw wrong(path || "its options", `an object with ${allowed.join(", ")}`, input);
  for (const name of Object.keys(input)) {
    if (allowed.includes(name)) continue;
    const option = JSON.stringify(path ? `${path}.${name}` : name);
    throw misconfigured(`unknown option ${option}; allowed: ${allowed.join(", ")}`);
  }
  return input;
}

/** Whether something is a plain object of whatever realm: a Map would pass for an empty one. */
function isRecord(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function wrong(path: string, allowed: string, given: unknown): RerankError {
  return misconfigured(`${path} must be ${allowed}, is ${describe(given)}`);
}

function describe(value: unknown): string {
  if (typeof value === "number" || value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value !== "object") return `a ${typeof value}`;
  return isRecord(value) ? "an object" : "an object that is not plain";
}

/** The error of options that cannot be used. */
export function misconfigured(why: string): RerankError {
  return rerankError("misconfigured", `lexical: ${why}`, { provider: "lexical:bm25" });
}
