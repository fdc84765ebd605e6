import { UsageError } from "./usage-error.ts";

/** The options of `rank` as commander hands them over. */
export interface RankOptions {
  readonly query?: string;
  readonly reranker?: string;
  readonly config?: string;
  readonly top?: number;
  readonly textField: string;
  readonly idField?: string;
  readonly minScore?: number;
  readonly timeout?: number;
  readonly format: "table" | "json" | "jsonl";
  readonly failDegraded?: true;
  readonly explain?: true;
  readonly run?: string;
  readonly queries?: string;
  readonly corpus?: string;
  readonly output?: string;
  readonly depth?: number;
  readonly tag?: string;
}

/**
 * A run brings its own queries and documents and is written as a run; a single query is neither.
 *
 * @throws UsageError naming what does not go together.
 */
export function checkRankOptions(files: readonly string[], options: RankOptions): void {
  const { run, query, top, minScore, format, explain, idField, queries, corpus, output, depth, tag } = options;
  const ofOne = {
    FILE: files.length > 0,
    "-q": query !== undefined,
    "-n": top !== undefined,
    "--id-field": idField !== undefined,
    "--min-score": minScore !== undefined,
    "--format": format !== "table",
    "--explain": explain === true,
  };
  const ofRun = { "--queries": queries, "--corpus": corpus, "-o": output, "-k": depth, "--tag": tag };
  const strangers = Object.entries(run === undefined ? ofRun : ofOne).filter(
    ([, given]) => given !== undefined && given !== false,
  );
  if (strangers.length === 0) return;
  const names = strangers.map(([name]) => name).join(", ");
  throw new UsageError(run === undefined ? `${names}: only with --run` : `--run does not go together with ${names}`);
}
