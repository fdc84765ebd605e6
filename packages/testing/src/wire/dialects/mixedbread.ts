import { bodyOf, nothing } from "../body.ts";
import type { Dialect, DialectSettings, Row, SeenRequest } from "../dialect.ts";
import { flag, integer, listOf, optional, required, text } from "../fields.ts";
import { hosted } from "../hosted.ts";
import { pairTokens, total } from "../tokens.ts";

const defaultModel = "mixedbread-ai/mxbai-rerank-large-v2";

/**
 * Mixedbread's `POST /v1/reranking`, by mixedbread.com/api-reference and @mixedbread/sdk 0.78: documents are `input`,
 * rows are `data` with `score`, `top_k` is -1 (all) or at least 1, over-long documents are cut.
 *
 * Not published, and so read strictly: errors as `{ detail }` (422 for a wrong field, 400 for a body that is no
 * JSON), unknown and null fields and empty texts refused. Objects as documents (`rank_fields`) are left out. Any
 * model name is taken unless `models` says which.
 */
export const mixedbread: Dialect = hosted({
  name: "mixedbread",
  path: "/v1/reranking",
  documents: "input",
  top: "top_k",
  limits: { maxDocuments: 1_000 },
  statuses: { body: 400, unknown: 422, missing: 422, invalid: 422 },
  fields: {
    model: optional(text(1, 500)),
    query: required(text(1, 32_000)),
    input: required(listOf(text(1), 1)),
    top_k: optional((value) => (value === -1 ? undefined : integer(1)(value))),
    return_input: optional(flag),
    rewrite_query: optional(flag),
  },
  errorBody: (_status, detail) => ({ contentType: "application/json", body: JSON.stringify({ detail }) }),
  further(_asked, { model = defaultModel }, { flags }) {
    if (flags.models?.includes(model as string) ?? true) return undefined;
    return { status: 404, text: `model ${model} not found` };
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => {
    const { model = defaultModel, top_k = -1, return_input = false } = bodyOf(request);
    const asked = mixedbread.asked(request) ?? nothing;
    const tokens = total(pairTokens(asked, server, 0));
    const input = (index: number) => (return_input ? asked.documents[index] : null);
    return {
      usage: { prompt_tokens: tokens, total_tokens: tokens, completion_tokens: 0 },
      model,
      data: rows.map(({ index, score }) => ({ index, score, input: input(index), object: "rank_result" })),
      object: "list",
      top_k,
      return_input,
    };
  },
});
