/** One document that a first stage found. */
export interface Hit {
  readonly document: string;
  /** Finite; higher is better. */
  readonly score: number;
}

/**
 * Document ids in the order that trec_eval gives them (form_res_rels.c): by score in double precision, best first; equal
 * scores by document id, descending byte by byte. The rank that a run states plays no part.
 */
export function trecOrder(hits: readonly Hit[]): readonly string[] {
  return [...hits]
    .sort((a, b) => b.score - a.score || Buffer.compare(Buffer.from(b.document), Buffer.from(a.document)))
    .map(({ document }) => document);
}
