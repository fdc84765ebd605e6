import { bodyOf, nothing } from "../body.ts";
import type { Asked, Dialect, DialectSettings, Refusal, Row, SeenRequest } from "../dialect.ts";
import { flag, integer, listOf, optional, orNull, required, text } from "../fields.ts";
import { hosted } from "../hosted.ts";
import { countWords } from "../score-words.ts";
import { total } from "../tokens.ts";

/** Tokens of the query, of query and document, and of a request (docs.voyageai.com/reference/reranker-api). */
interface TokenLimits {
  readonly query: number;
  readonly pair: number;
  readonly total: number;
}

/** The figures of rerank-3 for query and total are not published; those of 2.5 stand in. */
const newest: TokenLimits = { query: 8_000, pair: 32_000, total: 600_000 };

const models: Readonly<Record<string, TokenLimits>> = {
  "rerank-3": newest,
  "rerank-3-lite": newest,
  "rerank-2.5": newest,
  "rerank-2.5-lite": newest,
  "rerank-2": { query: 4_000, pair: 16_000, total: 600_000 },
  "rerank-2-lite": { query: 2_000, pair: 8_000, total: 600_000 },
  "rerank-1": { query: 2_000, pair: 8_000, total: 300_000 },
  "rerank-lite-1": { query: 1_000, pair: 4_000, total: 300_000 },
};

/**
 * Voyage's `POST /v1/rerank`, by docs.voyageai.com/reference/reranker-api, its error-codes page and the Atlas
 * specification: 1 to 1,000 documents of at least one character each; the total of query tokens × documents +
 * document tokens is refused over the model's limit; a query or document over its own limit is cut, or refused with
 * `truncation: false`.
 *
 * Not published, and so read strictly: truncation does not rescue the total; unknown fields and null (but for
 * `top_k`) are refused.
 */
export const voyage: Dialect = hosted({
  name: "voyage",
  path: "/v1/rerank",
  documents: "documents",
  top: "top_k",
  limits: { maxDocuments: 1_000 },
  statuses: { body: 400, unknown: 400, missing: 400, invalid: 400 },
  fields: {
    query: required(text(1)),
    documents: required(listOf(text(1), 1)),
    model: required(text(1)),
    top_k: optional(orNull(integer(1))),
    return_documents: optional(flag),
    truncation: optional(flag),
  },
  errorBody: (_status, detail) => ({ contentType: "application/json", body: JSON.stringify({ detail }) }),
  further(asked, { model, truncation }, server) {
    const known = server.flags.models ?? Object.keys(models);
    if (!known.includes(model as string)) return { status: 400, text: `Model ${model} is not supported.` };
    return tokenRefusal(asked, model as string, truncation === false, server);
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => {
    const { return_documents, model } = bodyOf(request);
    const asked = voyage.asked(request) ?? nothing;
    const document = (index: number) => (return_documents === true ? { document: asked.documents[index] } : {});
    return {
      object: "list",
      data: rows.map(({ index, score }) => ({ index, relevance_score: score, ...document(index) })),
      model,
      usage: { total_tokens: count(asked, server).total },
    };
  },
});

function tokenRefusal(asked: Asked, model: string, whole: boolean, server: DialectSettings): Refusal | undefined {
  const { limits } = server;
  const { query, pair, total: most } = models[model] ?? newest;
  const tokens = count(asked, server);
  const atMost = Math.min(most, limits.maxTotalTokens);
  if (tokens.total > atMost)
    return { status: 400, text: `total tokens in the batch, ${tokens.total}, exceed the limit of ${atMost}` };
  if (!whole) return undefined;
  if (tokens.query > Math.min(query, limits.maxQueryTokens))
    return { status: 400, text: "the query exceeds its token limit" };
  const long = tokens.documents.findIndex((one) => tokens.query + one > Math.min(pair, limits.maxTokens));
  return long < 0 ? undefined : { status: 400, text: `the document at index ${long} exceeds the context length` };
}

function count({ query, documents }: Asked, server: DialectSettings | undefined) {
  const countTokens = server?.countTokens ?? countWords;
  const queryTokens = countTokens(query);
  const each = documents.map((document) => countTokens(document));
  return { query: queryTokens, documents: each, total: queryTokens * documents.length + total(each) };
}
