import { bodyOf, nothing } from "../body.ts";
import type { Dialect, DialectSettings, Row, SeenRequest } from "../dialect.ts";
import { flag, integer, listOf, optional, required, text } from "../fields.ts";
import { hosted } from "../hosted.ts";
import { pairTokens, total } from "../tokens.ts";

/**
 * Together's `POST /v1/rerank`, by together-ai 0.52 and docs.together.ai: a row's `document` is empty unless asked
 * for. Rerankers run on dedicated endpoints of any name, so any model is taken unless `models` says which.
 *
 * Not published, and so read strictly: errors as `{ error: { message, type, param, code } }` with 400 for a wrong
 * field, unknown and null fields and empty texts refused. Objects as documents (`rank_fields`), which one model
 * takes, are left out.
 */
export const together: Dialect = hosted({
  name: "together",
  path: "/v1/rerank",
  documents: "documents",
  top: "top_n",
  statuses: { body: 400, unknown: 400, missing: 400, invalid: 400 },
  fields: {
    model: required(text(1)),
    query: required(text(1)),
    documents: required(listOf(text(1), 1)),
    top_n: optional(integer(1)),
    return_documents: optional(flag),
  },
  errorBody: (status, message) => ({
    contentType: "application/json",
    body: JSON.stringify({ error: { message, type: typeOf(status), param: null, code: codeOf(status) } }),
  }),
  further(_asked, { model }, { flags }) {
    if (flags.models?.includes(model as string) ?? true) return undefined;
    return { status: 404, text: `Unable to access model ${model}.` };
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => {
    const { model, return_documents = false } = bodyOf(request);
    const asked = together.asked(request) ?? nothing;
    const tokens = total(pairTokens(asked, server, 0));
    const document = (index: number) => (return_documents ? { text: asked.documents[index] } : {});
    return {
      object: "rerank",
      id: "rerank-simulated",
      model,
      results: rows.map(({ index, score }) => ({ index, relevance_score: score, document: document(index) })),
      usage: { prompt_tokens: tokens, completion_tokens: 0, total_tokens: tokens },
    };
  },
});

function typeOf(status: number): string {
  return status < 500 ? "invalid_request_error" : "server_error";
}

function codeOf(status: number): string | null {
  return status === 401 ? "invalid_api_key" : null;
}
