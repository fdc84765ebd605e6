import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { EvaluatedSystem, EvaluationResults } from "@secondpass/eval";
import { loadEvalFiles, loadEvalReport } from "./load-eval.ts";

/** Where results go. */
export interface OutputOptions {
  readonly folder: string;
  /** The reranked runs too. */
  readonly runs: boolean;
  readonly cwd: string;
}

/**
 * Writes the report, the results and a table by query into a folder, which is made; each file whole or not at all.
 *
 * @returns the names of the files, in the folder.
 */
export async function writeOutput(
  results: EvaluationResults,
  systems: readonly EvaluatedSystem[],
  { folder, runs, cwd }: OutputOptions,
): Promise<readonly string[]> {
  const { renderReport } = await loadEvalReport();
  const { writeFileAtomically, writeRun } = await loadEvalFiles();
  const path = resolve(cwd, folder);
  await mkdir(path, { recursive: true });
  const texts: Readonly<Record<string, string>> = {
    "report.html": renderReport(results),
    "results.json": `${JSON.stringify(results, undefined, 2)}\n`,
    "per-query.csv": perQueryCsv(results),
  };
  for (const [name, text] of Object.entries(texts)) await writeFileAtomically(join(path, name), text);
  if (!runs) return Object.keys(texts);
  const names = systems.map(({ name }) => `${name.replace(/[^A-Za-z0-9._-]+/g, "_")}.trec`);
  for (const [at, { run, name }] of systems.entries()) {
    await writeRun(join(path, names[at] as string), run, name.replace(/\s+/g, "_"));
  }
  return [...Object.keys(texts), ...names];
}
