import { formatPerQueryCsv } from "../formats/format-csv.ts";
import { formatQrels } from "../formats/format-qrels.ts";
import { formatRun } from "../formats/format-run.ts";
import type { EvaluationResults } from "../results.ts";
import type { Qrels, Run } from "../types.ts";
import { writeFileAtomically } from "./write-file-atomically.ts";

/** Writes a TREC run (`formatRun`), whole or not at all. @param tag blanks in it become _; default "secondpass". */
export function writeRun(path: string, run: Run, tag = "secondpass"): Promise<void> {
  return writeFileAtomically(path, formatRun(run, tag));
}

/** Writes judgements in TREC's form (`formatQrels`), whole or not at all. */
export function writeQrels(path: string, qrels: Qrels): Promise<void> {
  return writeFileAtomically(path, formatQrels(qrels));
}

/** Writes the values of every query and system (`formatPerQueryCsv`), whole or not at all. */
export function writePerQueryCsv(path: string, results: EvaluationResults): Promise<void> {
  return writeFileAtomically(path, formatPerQueryCsv(results));
}
