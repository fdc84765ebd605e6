import { createDistinctTexts } from "./distinct-texts.ts";
import type { RerankRequest } from "./request.ts";
import { isBlank } from "./validate-request.ts";

/** What is sent of a request, and where each of its documents went. */
export interface Prepared {
  /** Indices into request.documents of those that are sent: not blank and, where asked, each text once. */
  readonly sent: readonly number[];
  /** Per document of the request: its place in `sent`; −1 where it is blank. */
  readonly placeOf: readonly number[];
}

/** Leaves blank documents out and, with `unique`, sends equal texts once. */
export function prepare(documents: readonly string[], unique: boolean): Prepared {
  const sent: number[] = [];
  const distinct = unique ? createDistinctTexts() : undefined;
  const placeOf = documents.map((text, index) => {
    if (isBlank(text)) return -1;
    const known = distinct?.firstOf(text, sent.length);
    return known ?? sent.push(index) - 1;
  });
  return { sent, placeOf };
}

/** The part of a request that concerns the documents at `indices`; without topN, which core applies itself. */
export function subRequest(request: RerankRequest, indices: readonly number[]): RerankRequest {
  const pick = <T>(values: readonly T[]): T[] => indices.map((index) => values[index] as T);
  const { query, documents, instruction, ids, signals } = request;
  return {
    query,
    documents: pick(documents),
    ...(instruction === undefined ? {} : { instruction }),
    ...(ids === undefined ? {} : { ids: pick(ids) }),
    ...(signals === undefined ? {} : { signals: mapValues(signals, pick) }),
  };
}

function mapValues<V>(record: Readonly<Record<string, V>>, map: (value: V) => V): Record<string, V> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
