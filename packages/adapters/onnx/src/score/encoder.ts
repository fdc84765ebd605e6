import type { PairScore, RerankRequest, ScoreContext, Scored } from "@secondpass/core";
import type { EncoderPlan } from "../model/model-plan.ts";
import type { Similarity } from "../options.ts";
import { packRows, type Row } from "../rows.ts";
import type { Similarities } from "../worker/protocol.ts";
import type { DocumentCache, Remembered } from "./document-cache.ts";
import { type Bench, runBatches, tokenizeList, truncationWarning } from "./run-list.ts";
import type { Encoding } from "./vectors.ts";

/** What an encoder is used with. */
export interface EncoderBench extends Bench {
  readonly plan: EncoderPlan;
  readonly similarity: Similarity;
  readonly cache: DocumentCache;
}

/**
 * Scores documents with an encoder: query and documents are encoded apart and compared by pooled cosine, late interaction, or
 * the mean of both. A document without tokens is left unscored.
 */
export async function scoreWithEncoder(
  bench: EncoderBench,
  request: RerankRequest,
  context: ScoreContext,
): Promise<Scored> {
  const { documents } = request;
  const known = documents.map((text) => bench.cache.get(text));
  const truncated = known.map((document) => document?.truncated ?? false);
  const fresh = documents.flatMap((_, index) => (known[index] ? [] : [index]));
  const query = await encodeQuery(bench, request.query, context);
  if (!query) return unread(documents.length);
  const similarities: Similarities[] = [];
  const texts = fresh.map((index) => documents[index] as string);
  const list = await tokenizeList(bench, texts.map(withPrompt(bench.plan.prompts.document)), undefined, context);
  for (const [place, index] of fresh.entries()) truncated[index] = list.truncated[place] as boolean;
  await compareFresh(bench, query.encoding, list.rows, context, (place, similarity, encoding) => {
    similarities[fresh[place] as number] = similarity;
    if (encoding) bench.cache.set(texts[place] as string, { encoding, truncated: list.truncated[place] as boolean });
  });
  await compareKnown(bench, query.encoding, known, context, (index, similarity) => {
    similarities[index] = similarity;
  });
  return {
    scores: documents.map((_, index) => toScore(index, similarities[index], bench.similarity)),
    scoreScale: "similarity",
    warnings: truncationWarning({ truncated, queryTruncated: query.truncated }, bench.plan),
  };
}

/** sentence-transformers puts a prompt before a text as it is, blank and all. */
function withPrompt(prompt: string): (text: string) => string {
  return (text) => prompt + text;
}

/** Nothing can be compared with a query of control characters, say. */
function unread(count: number): Scored {
  const warning = { code: "query_unread", message: "the model can read nothing in the query, so nothing was scored" };
  const scores = Array.from({ length: count }, (_, index) => ({ index, score: null }));
  return { scores, scoreScale: "similarity", warnings: [warning] };
}

/** The query as vectors; undefined where the model finds no token in it. */
async function encodeQuery(bench: EncoderBench, query: string, context: ScoreContext): Promise<Remembered | undefined> {
  const texts = [withPrompt(bench.plan.prompts.query)(query)];
  const { rows, truncated } = await tokenizeList(bench, texts, undefined, context);
  if (isEmpty(rows[0] as Row)) return undefined;
  const withTokens = bench.similarity !== "cosine";
  let encoding: Encoding | undefined;
  await bench.pool.each([rows], context.signal, async (worker) => {
    [encoding] = await worker.run<"encode">({ kind: "encode", rows: packRows(rows), perRun: 1, withTokens });
  });
  return encoding && { encoding, truncated: truncated[0] as boolean };
}

/** A row of nothing but its two markers. */
function isEmpty({ ids }: Row): boolean {
  return ids.length <= 2;
}

async function compareFresh(
  bench: EncoderBench,
  query: Encoding,
  rows: readonly Row[],
  context: ScoreContext,
  found: (place: number, similarity: Similarities, encoding: Encoding | undefined) => void,
): Promise<void> {
  const filled = rows.flatMap((row, place) => (isEmpty(row) ? [] : [place]));
  const texts = filled.map((place) => rows[place] as Row);
  await runBatches(bench, texts, context, async (worker, batch, places) => {
    const answer = await worker.run<"compare">({ ...taskOf(bench, query), rows: batch });
    for (const [at, place] of places.entries()) {
      found(filled[place] as number, answer.similarities[at] as Similarities, answer.kept[at]);
    }
  });
}

/** So many remembered documents are compared at once. */
const knownAtOnce = 32;

async function compareKnown(
  bench: EncoderBench,
  query: Encoding,
  known: readonly (Remembered | undefined)[],
  context: ScoreContext,
  found: (index: number, similarity: Similarities) => void,
): Promise<void> {
  const indices = known.flatMap((document, index) => (document ? [index] : []));
  const parts = Array.from({ length: Math.ceil(indices.length / knownAtOnce) }, (_, at) =>
    indices.slice(at * knownAtOnce, (at + 1) * knownAtOnce),
  );
  await bench.pool.each(parts, context.signal, async (worker, part) => {
    const encodings = part.map((index) => (known[index] as Remembered).encoding);
    const answer = await worker.run<"compare">({ ...taskOf(bench, query), rows: packRows([]), known: encodings });
    for (const [at, index] of part.entries()) found(index, answer.similarities[at] as Similarities);
  });
}

function taskOf({ similarity, cache, perRun }: EncoderBench, query: Encoding) {
  return {
    kind: "compare",
    query,
    perRun,
    known: [],
    keep: cache.remembers,
    cosine: similarity !== "maxsim",
    maxSim: similarity !== "cosine",
  } as const;
}

function toScore(index: number, found: Similarities | undefined, similarity: Similarity): PairScore {
  if (!found) return { index, score: null };
  const { cosine, maxSim } = found;
  if (similarity === "cosine") return { index, score: cosine };
  if (similarity === "maxsim") return { index, score: maxSim };
  return { index, score: (cosine + maxSim) / 2, parts: { cosine, maxsim: maxSim } };
}
