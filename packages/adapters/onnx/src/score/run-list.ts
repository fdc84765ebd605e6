import type { ScoreContext, Warning } from "@secondpass/core";
import type { ModelPlan } from "../model/model-plan.ts";
import { type BatchRules, planBatches } from "../plan-batches.ts";
import type { Pool } from "../pool/pool.ts";
import { packRows, type Row, type Rows, unpackRows } from "../rows.ts";
import { chunkTexts } from "./chunk-texts.ts";

/** What a list is worked on with. */
export interface Bench {
  readonly plan: ModelPlan;
  readonly pool: Pool;
  readonly rules: BatchRules;
  /** Rows of one run of the model. */
  readonly perRun: number;
}

/** A list as tokens. */
export interface TokenizedList {
  /** Per text. */
  readonly rows: readonly Row[];
  /** Per text: whether it was cut. */
  readonly truncated: readonly boolean[];
  /** Whether the query was cut beside any of them. */
  readonly queryTruncated: boolean;
}

/** Tokenizes texts in the workers, as pairs with the query where there is one. */
export async function tokenizeList(
  bench: Bench,
  texts: readonly string[],
  query: string | undefined,
  { signal }: ScoreContext,
): Promise<TokenizedList> {
  const rows: Row[] = [];
  const truncated: boolean[] = [];
  let queryTruncated = false;
  await bench.pool.each(chunkTexts(texts, bench.pool.size), signal, async (worker, { start, end }) => {
    const answer = await worker.run<"tokenize">({ kind: "tokenize", query, texts: texts.slice(start, end) });
    for (const [at, row] of unpackRows(answer.rows).entries()) {
      rows[start + at] = row;
      truncated[start + at] = answer.truncated[at] as boolean;
    }
    queryTruncated ||= answer.queryTruncated;
  });
  return { rows, truncated, queryTruncated };
}

/** Works off tokenized rows batch by batch, longest first; `work` is handed the rows' places in the list. */
export async function runBatches(
  bench: Bench,
  rows: readonly Row[],
  { signal }: ScoreContext,
  work: (worker: Parameters<Parameters<Pool["each"]>[2]>[0], batch: Rows, places: readonly number[]) => Promise<void>,
): Promise<void> {
  const lengths = rows.map(({ ids }) => ids.length);
  const batches = planBatches(lengths, bench.rules, bench.pool.size);
  await bench.pool.each(batches, signal, (worker, places) =>
    work(worker, packRows(places.map((place) => rows[place] as Row)), places),
  );
}

/** Says which texts were cut, where some were. */
export function truncationWarning(
  { truncated, queryTruncated }: Pick<TokenizedList, "truncated" | "queryTruncated">,
  { maxLength }: ModelPlan,
): readonly Warning[] {
  const count = truncated.filter(Boolean).length;
  const documents = count === 1 ? "1 document" : `${count} documents`;
  const cut = [...(queryTruncated ? ["the query"] : []), ...(count > 0 ? [documents] : [])];
  if (cut.length === 0) return [];
  return [{ code: "truncated", message: `the model reads ${maxLength} tokens; cut: ${cut.join(", ")}` }];
}
