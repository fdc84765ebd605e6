import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { EvaluatedSystem, EvaluationResults, TuningResults } from "@secondpass/eval";
import { loadEval, loadEvalFiles, loadEvalReport } from "./load-eval.ts";

/** A folder that results go to; made where it is not there. */
export interface OutputFolder {
  readonly folder: string;
  readonly cwd: string;
}

/**
 * Writes the report, the results and a table by query; with `runs` the reranked runs too. Each file whole or not at all.
 *
 * @returns the names of the files, in the folder.
 */
export async function writeEvaluation(
  results: EvaluationResults,
  systems: readonly EvaluatedSystem[],
  { runs, ...folder }: OutputFolder & { readonly runs: boolean },
): Promise<readonly string[]> {
  const { renderReport } = await loadEvalReport();
  const { formatPerQueryCsv, formatRun } = await loadEval();
  const reranked = runs ? systems.map(({ name, run }) => [runFile(name), formatRun(run, name)] as const) : [];
  return writeAll(folder, {
    "report.html": renderReport(results),
    "results.json": jsonOf(results),
    "per-query.csv": formatPerQueryCsv(results),
    ...Object.fromEntries(reranked),
  });
}

/** Writes what tuning found, as JSON and as a table. @returns as `writeEvaluation`. */
export async function writeTuning(results: TuningResults, folder: OutputFolder): Promise<readonly string[]> {
  const { formatCsv } = await loadEval();
  const columns = [
    "system",
    "depth",
    "returned",
    results.measure,
    "low",
    "high",
    "p50Ms",
    "p95Ms",
    "p99Ms",
    "usdPerThousandQueries",
  ];
  const rows = results.rows.map(({ system, depth, returned, quality, latency, usdPerThousandQueries }) => [
    system,
    depth,
    returned,
    ...[quality.mean, quality.low, quality.high],
    ...[latency?.p50Ms, latency?.p95Ms, latency?.p99Ms, usdPerThousandQueries].map((figure) => figure ?? ""),
  ]);
  return writeAll(folder, { "tuning.json": jsonOf(results), "tuning.csv": formatCsv([columns, ...rows]) });
}

function runFile(name: string): string {
  return `${name.replace(/[^A-Za-z0-9._-]+/g, "_")}.trec`;
}

function jsonOf(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

async function writeAll(
  { folder, cwd }: OutputFolder,
  texts: Readonly<Record<string, string>>,
): Promise<readonly string[]> {
  const { writeFileAtomically } = await loadEvalFiles();
  const path = resolve(cwd, folder);
  await mkdir(path, { recursive: true });
  for (const [name, text] of Object.entries(texts)) await writeFileAtomically(join(path, name), text);
  return Object.keys(texts);
}
