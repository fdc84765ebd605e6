import { InputError } from "../input-error.ts";
import type { Texts } from "../types.ts";
import type { ScoredDocument, TrainingTriple } from "./training-triple.ts";

/** Names of sentence-transformers' `output_format`. */
export type TrainingFormat = "triplet" | "n-tuple" | "labeled-pair";

/** All of them. */
export const trainingFormats: readonly TrainingFormat[] = ["triplet", "n-tuple", "labeled-pair"];

/** One line of a training file: columns by name, in the order that a trainer hands them to its loss. */
export type TrainingRow = Readonly<Record<string, string | number | readonly number[]>>;

/** How training data is written down. */
export interface TrainingRowOptions {
  /** Default `"triplet"`. */
  readonly format?: TrainingFormat | undefined;
  /** Whether the candidates' scores go along, for distillation from the reranker that gave them; default false. */
  readonly scores?: boolean | undefined;
  /** Of `"n-tuple"`: negatives of each row; triples with fewer are passed over. Default: the most that a triple has. */
  readonly negatives?: number | undefined;
}

/**
 * The rows of a training file that sentence-transformers' trainers take as they are:
 *
 * | format | columns | with `scores` |
 * | --- | --- | --- |
 * | `triplet` | query, positive, negative: a row for each negative | and scores: [positive's, negative's] |
 * | `n-tuple` | query, positive, negative_1 … negative_n | and scores: [positive's, each negative's] |
 * | `labeled-pair` | query, passage, label (1 or 0): a row for each document of a query | score in place of label |
 *
 * With `scores`, documents without one are passed over (in `n-tuple`, the whole row). Surrogates without their other half become
 * U+FFFD: Python's readers take no others.
 *
 * @param queries texts of the queries. @param documents texts of the documents.
 * @throws InputError where a text is not there.
 * Source: sentence-transformers 6.2, `mine_hard_negatives(output_format=…, output_scores=…)`.
 */
export function* trainingRows(
  triples: readonly TrainingTriple[],
  queries: Texts,
  documents: Texts,
  options: TrainingRowOptions = {},
): Generator<TrainingRow> {
  const { format = "triplet", scores = false } = options;
  if (!trainingFormats.includes(format)) {
    throw new InputError(`format must be one of ${trainingFormats.join(", ")}, is "${format}"`);
  }
  const text = (id: string): string => textOf(documents, id, "document");
  const written: Written = { query: (id) => textOf(queries, id, "query"), document: text, scores };
  if (format === "labeled-pair") return yield* pairRows(triples, written);
  const most = Math.max(0, ...triples.map(({ negatives }) => negatives.length));
  const width = format === "n-tuple" ? (options.negatives ?? most) : undefined;
  for (const triple of triples)
    yield* width === undefined ? tripletRows(triple, written) : tupleRows(triple, width, written);
}

/** The lines of a training file: JSON Lines, each with its line feed. */
export function* trainingLines(...args: Parameters<typeof trainingRows>): Generator<string> {
  for (const row of trainingRows(...args)) yield `${JSON.stringify(row)}\n`;
}

interface Written {
  readonly query: (id: string) => string;
  readonly document: (id: string) => string;
  readonly scores: boolean;
}

function* tripletRows({ query, positive, negatives }: TrainingTriple, written: Written): Generator<TrainingRow> {
  for (const negative of negatives) {
    const scores = scoresOf([positive, negative], written);
    if (!scores) continue;
    const texts = { positive: written.document(positive.id), negative: written.document(negative.id) };
    yield { query: written.query(query), ...texts, ...scores };
  }
}

function* tupleRows(triple: TrainingTriple, width: number, written: Written): Generator<TrainingRow> {
  const { query, positive } = triple;
  const negatives = triple.negatives.slice(0, width);
  const scores = scoresOf([positive, ...negatives], written);
  if (!scores || negatives.length < width) return;
  const columns = negatives.map(({ id }, at) => [`negative_${at + 1}`, written.document(id)] as const);
  const texts = { positive: written.document(positive.id), ...Object.fromEntries(columns) };
  yield { query: written.query(query), ...texts, ...scores };
}

/** Each query's positives, then its negatives once, though each of its positives has the same. */
function* pairRows(triples: readonly TrainingTriple[], written: Written): Generator<TrainingRow> {
  const byQuery = new Map<string, TrainingTriple[]>();
  for (const triple of triples) byQuery.set(triple.query, [...(byQuery.get(triple.query) ?? []), triple]);
  for (const [query, ofQuery] of byQuery) {
    for (const { positive } of ofQuery) yield* pairRow(query, positive, 1, written);
    for (const negative of ofQuery[0]?.negatives ?? []) yield* pairRow(query, negative, 0, written);
  }
}

/** One column of numbers at most: trainers take "label" and "score" both for the labels. */
function* pairRow(
  query: string,
  { id, score }: ScoredDocument,
  label: 0 | 1,
  written: Written,
): Generator<TrainingRow> {
  const texts = { query: written.query(query), passage: written.document(id) };
  if (!written.scores) yield { ...texts, label };
  else if (score !== null) yield { ...texts, score };
}

/** Undefined where scores are asked for and one is missing. */
function scoresOf(
  documents: readonly ScoredDocument[],
  { scores }: Written,
): { readonly scores?: readonly number[] } | undefined {
  if (!scores) return {};
  const values = documents.map(({ score }) => score).filter((score) => score !== null);
  return values.length === documents.length ? { scores: values } : undefined;
}

function textOf(texts: Texts, id: string, kind: string): string {
  const text = texts.get(id);
  if (text === undefined) throw new InputError(`there is no text of the ${kind} ${id}`);
  return text.replaceAll(/\p{Surrogate}/gu, "\ufffd");
}
