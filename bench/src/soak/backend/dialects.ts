import type { RowsAccess } from "@secondpass/testing/faults";

/** Whose requests and answers a backend speaks. */
export type DialectName = "tei" | "cohere" | "jina" | "voyage";

/** How a dialect is read and answered. */
export interface WireDialect {
  readonly rows: RowsAccess;
  /** Its member of a request that holds the documents. */
  readonly documents: "texts" | "documents";
  /** The right answer's payload. */
  payload(rows: readonly object[]): unknown;
}

const relevance = { index: "index", score: "relevance_score" } as const;

/** As each provider answers; see their adapters. */
export const wireDialects: Readonly<Record<DialectName, WireDialect>> = {
  tei: {
    rows: { list: undefined, index: "index", score: "score" },
    documents: "texts",
    payload: (rows) => rows,
  },
  cohere: {
    rows: { list: "results", ...relevance },
    documents: "documents",
    payload: (results) => ({ id: "1", results, meta: { billed_units: { search_units: 1 } } }),
  },
  jina: {
    rows: { list: "results", ...relevance },
    documents: "documents",
    payload: (results) => ({ model: "jina-reranker-v3.5", object: "list", usage: { total_tokens: 9 }, results }),
  },
  voyage: {
    rows: { list: "data", ...relevance },
    documents: "documents",
    payload: (data) => ({ object: "list", data, model: "rerank-3", usage: { total_tokens: 1 } }),
  },
};
