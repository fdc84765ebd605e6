import { bodyOf, isBody, nothing } from "../body.ts";
import type { Dialect, DialectSettings, Row, SeenRequest } from "../dialect.ts";
import { flag, integer, listOf, optional, type Rule, required, text } from "../fields.ts";
import { hosted } from "../hosted.ts";
import { pairTokens, total } from "../tokens.ts";

const models = [
  "jina-reranker-v3.5",
  "jina-reranker-v3",
  "jina-reranker-m0",
  "jina-reranker-v2-base-multilingual",
  "jina-colbert-v2",
];

/**
 * The codes of errors. AUTHZ_INSUFFICIENT_BALANCE, RESOURCE_NOT_FOUND and CONFLICT_RESOURCE_BUSY are in
 * api.jina.ai/openapi.json; the two of 429 were seen in clients; of the others only the prefixes INPUT_ and AUTH_ are
 * certain.
 */
const codes: Readonly<Record<number, string>> = {
  400: "INPUT_INVALID",
  401: "AUTH_INVALID_API_KEY",
  403: "AUTHZ_INSUFFICIENT_BALANCE",
  404: "RESOURCE_NOT_FOUND",
  409: "CONFLICT_RESOURCE_BUSY",
};

const textOrObject: Rule = (value) =>
  text(1)(isBody(value) && Object.keys(value).join() === "text" ? value.text : value) &&
  "must be a string of 1 or more characters, or an object with just that as its text";

/**
 * Jina's `POST /v1/rerank`, by api.jina.ai/openapi.json and jina.ai/models: `return_documents` is true unless said
 * otherwise, and then each row has `document: { text }`; errors carry a code; out of credit is 403.
 *
 * Not published, and so read strictly: unknown and null fields, empty texts and an empty list are refused with 400;
 * images are left out. The free tier's 5 requests at once are kept (`maxConcurrent`).
 */
export const jina: Dialect = hosted({
  name: "jina",
  path: "/v1/rerank",
  documents: "documents",
  top: "top_n",
  limits: { maxConcurrent: 5 },
  statuses: { body: 400, unknown: 400, missing: 400, invalid: 400 },
  fields: {
    model: required(text(1)),
    query: required(textOrObject),
    documents: required(listOf(textOrObject, 1)),
    top_n: optional(integer(1)),
    return_documents: optional(flag),
  },
  errorBody: (status, detail) => ({
    contentType: "application/json",
    body: JSON.stringify({ detail, request_id: "00000000000000000000000000000001", code: codeOf(status, detail) }),
  }),
  asked(request) {
    const { query, documents } = bodyOf(request);
    if (textOrObject(query) !== undefined || listOf(textOrObject)(documents) !== undefined) return undefined;
    return { query: textOf(query), documents: (documents as readonly unknown[]).map(textOf) };
  },
  further(_asked, { model }, { flags, limits, busy }) {
    if (busy.requests >= limits.maxConcurrent) {
      return { status: 429, text: `Concurrency limit exceeded: ${limits.maxConcurrent} requests` };
    }
    if ((flags.models ?? models).includes(model as string)) return undefined;
    return { status: 400, text: `model ${model} is not known` };
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => {
    const { return_documents = true, model } = bodyOf(request);
    const asked = jina.asked(request) ?? nothing;
    const document = (index: number) => (return_documents ? { document: { text: asked.documents[index] } } : {});
    return {
      model,
      object: "list",
      usage: { total_tokens: total(pairTokens(asked, server, 0)) },
      results: rows.map(({ index, score }) => ({ index, relevance_score: score, ...document(index) })),
    };
  },
});

function codeOf(status: number, detail: string): string {
  if (status === 429)
    return /concurren/i.test(detail) ? "RATE_CONCURRENCY_LIMIT_EXCEEDED" : "RATE_TOKEN_LIMIT_EXCEEDED";
  return codes[status] ?? (status < 500 ? "INPUT_INVALID" : "INTERNAL_ERROR");
}

function textOf(value: unknown): string {
  return String(isBody(value) ? value.text : value);
}
