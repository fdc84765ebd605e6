import { bodyOf, nothing } from "../body.ts";
import type { Asked, Dialect, DialectSettings, Refusal, Row, SeenRequest } from "../dialect.ts";
import { integer, listOf, optional, required, text } from "../fields.ts";
import { hosted } from "../hosted.ts";
import { pairTokens, total } from "../tokens.ts";

/**
 * Served in November 2026 (docs.cohere.com/docs/models, changelog/rerank-v5); v2.0 models are shut down and answer
 * 404.
 */
const models = [
  "rerank-v5.0-pro",
  "rerank-v5.0-fast",
  "rerank-v4.0-pro",
  "rerank-v4.0-fast",
  "rerank-v3.5",
  "rerank-english-v3.0",
  "rerank-multilingual-v3.0",
];

/** Made up; the real ones are random. */
const id = "00000000-0000-4000-8000-000000000001";

/** Tokens of a chunk, the query's included, of which 100 make a search unit (cohere.com/pricing, at second hand). */
const chunkTokens = 500;

/**
 * Cohere's `POST /v2/rerank`: fields and limits by its OpenAPI document (docs.cohere.com/reference/rerank), refusals
 * by its error page (docs.cohere.com/reference/errors). Unknown fields are refused with 422, as was seen in the
 * field.
 *
 * Not published, and so read strictly: the status of a mistyped field (400 here), null for an optional field
 * (refused), blank documents (refused like empty ones), `relevant_spans` of Rerank 5, whose shape nobody has printed
 * (an unknown field here), and what Rerank 5 bills (input tokens here).
 */
export const cohere: Dialect = hosted({
  name: "cohere",
  path: "/v2/rerank",
  documents: "documents",
  top: "top_n",
  limits: { maxDocuments: 10_000 },
  statuses: { body: 400, unknown: 422, missing: 400, invalid: 400 },
  fields: {
    model: required(text(1)),
    query: required(text()),
    documents: required(listOf(text())),
    top_n: optional(integer(1)),
    max_tokens_per_doc: optional(integer(1)),
    priority: optional(integer(0, 999)),
  },
  errorBody: (_status, message) => ({ contentType: "application/json", body: JSON.stringify({ id, message }) }),
  further(asked, { model }, { flags }) {
    if (!(flags.models ?? models).includes(model as string)) return { status: 404, text: `model '${model}' not found` };
    return blankRefusal(asked);
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => ({
    id,
    results: rows.map(({ index, score }) => ({ index, relevance_score: score })),
    meta: { api_version: { version: "2" }, billed_units: billed(request, server) },
  }),
});

function blankRefusal({ query, documents }: Asked): Refusal | undefined {
  if (query.trim() === "") return { status: 400, text: "query must not be empty or only whitespace" };
  if (documents.length === 0) return { status: 400, text: "list of documents must not be empty" };
  const blank = documents.findIndex((document) => document.trim() === "");
  return blank < 0 ? undefined : { status: 400, text: `document at index ${blank} must not be empty` };
}

/** Search units up to version 4, tokens since version 5. */
function billed(request: SeenRequest, server: DialectSettings | undefined): object {
  const asked = cohere.asked(request) ?? nothing;
  const tokens = pairTokens(asked, server, 0);
  if (String(bodyOf(request).model).startsWith("rerank-v5")) return { input_tokens: total(tokens) };
  const chunks = total(tokens.map((count) => Math.max(1, Math.ceil(count / chunkTokens))));
  return { search_units: Math.max(1, Math.ceil(chunks / 100)) };
}
