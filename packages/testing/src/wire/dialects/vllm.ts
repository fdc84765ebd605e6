import { empty, json } from "../answers.ts";
import { type Body, bodyOf, nothing, wholeOr } from "../body.ts";
import type { Asked, Dialect, DialectSettings, Refusal, Row, SeenRequest, WireAnswer } from "../dialect.ts";
import { anything, flag, integer, listOf, optional, orNull, type Rule, required, text } from "../fields.ts";
import { hosted } from "../hosted.ts";
import { countWords } from "../score-words.ts";
import { servedModels } from "../served-models.ts";
import { total } from "../tokens.ts";

const paths = ["/v1/rerank", "/rerank", "/v2/rerank"];

/** Special tokens of a pair, as BERT has them. */
const special = 3;

const oneOrMore: Rule = (value) => (typeof value === "string" ? undefined : listOf(text(), 1)(value));

/** Phrases of statuses: the `type` of its errors. */
const phrases: Readonly<Record<number, string>> = { 400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed" };

/**
 * vLLM's `POST /v1/rerank`, also at `/rerank` and `/v2/rerank`; read in vllm-project/vllm,
 * entrypoints/pooling/scoring and openai/server_utils.py (2026): validation errors are 400 with `{ error: { message,
 * type, param, code } }`; the document is always echoed; `top_n` of 0 or less is all; too long a pair is 400 unless
 * truncated; a key guards paths under `/v1` alone, scheme in any case.
 *
 * Not certain, and so read strictly: unknown fields (the real one is believed to ignore them), an empty list, empty
 * texts and unpaired surrogates are refused. Documents are strings, or one string; content parts are left out.
 */
export const vllm: Dialect = hosted({
  name: "vllm",
  path: "/v1/rerank",
  apiKeyRequired: false,
  documents: "documents",
  top: "top_n",
  limits: { maxTokens: 8_192 },
  statuses: { body: 400, unknown: 400, missing: 400, invalid: 400 },
  fields: {
    model: optional(orNull(text())),
    query: required(text(1)),
    documents: required(oneOrMore),
    top_n: optional(integer()),
    truncate_prompt_tokens: optional(orNull(integer(-1))),
    truncation_side: optional(orNull(anything)),
    max_tokens_per_doc: optional(integer(0)),
    max_tokens_per_query: optional(integer(0)),
    use_activation: optional(orNull(flag)),
    ...Object.fromEntries(
      ["priority", "request_id", "user", "mm_processor_kwargs", "cache_salt", "padding"].map((name) => [
        name,
        optional(anything),
      ]),
    ),
  },
  isRerank: ({ method, path }) => method === "POST" && paths.includes(path),
  asked(request) {
    const { query, documents } = bodyOf(request);
    if (typeof query !== "string" || oneOrMore(documents) !== undefined) return undefined;
    return { query, documents: typeof documents === "string" ? [documents] : (documents as readonly string[]) };
  },
  keyRefusal: ({ path, headers }, apiKey) => (path.startsWith("/v1") ? keyRefusal(headers, apiKey) : undefined),
  otherRoute: ({ method, path, headers }, { apiKey, flags }) => {
    if (method !== "GET") return undefined;
    if (path === "/health") return empty(200);
    return path === "/v1/models" ? (keyRefusal(headers, apiKey) ?? modelList(flags)) : undefined;
  },
  errorBody: (code, message) => ({
    contentType: "application/json",
    body: JSON.stringify({ error: { message, type: phrases[code] ?? "Error", param: null, code } }),
  }),
  wantsLogits: ({ use_activation }) => use_activation === false,
  further(asked, body, server) {
    const { model } = body;
    if (typeof model === "string" && !servedModels(server.flags).includes(model)) {
      return { status: 404, text: `The model \`${model}\` does not exist.` };
    }
    if (asked.documents.includes("")) return { status: 400, text: "documents must not be empty" };
    return lengthRefusal(asked, body, server);
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => {
    const asked = vllm.asked(request) ?? nothing;
    const tokens = total(lengths(asked, bodyOf(request), server));
    return {
      id: "score-simulated",
      model: servedModels(server?.flags ?? {})[0],
      usage: { prompt_tokens: tokens, total_tokens: tokens },
      results: rows.map(({ index, score }) => ({
        index,
        document: { text: asked.documents[index], multi_modal: null },
        relevance_score: score,
      })),
    };
  },
});

function keyRefusal(headers: SeenRequest["headers"], apiKey: string | undefined): WireAnswer | undefined {
  const [scheme, ...key] = (headers.authorization ?? "").split(" ");
  if (apiKey === undefined || (scheme?.toLowerCase() === "bearer" && key.join(" ") === apiKey)) return undefined;
  return json(401, { error: "Unauthorized" });
}

function modelList(flags: DialectSettings["flags"]): WireAnswer {
  const data = servedModels(flags).map((id) => ({ id, object: "model", owned_by: "vllm" }));
  return json(200, { object: "list", data });
}

function lengthRefusal(asked: Asked, body: Body, server: DialectSettings): Refusal | undefined {
  const { maxTokens } = server.limits;
  const cut = wholeOr(body.truncate_prompt_tokens);
  if (cut !== undefined && cut > maxTokens) {
    return { status: 400, text: `truncate_prompt_tokens (${cut}) must not exceed the model's ${maxTokens}` };
  }
  const long = lengths(asked, body, server).find((tokens) => tokens > maxTokens);
  if (long === undefined) return undefined;
  return {
    status: 400,
    text: `This model's maximum context length is ${maxTokens} tokens. However, your request has ${long} input tokens.`,
  };
}

/** Tokens of each pair after what the request asks to be cut. */
function lengths({ query, documents }: Asked, body: Body, server: DialectSettings | undefined): readonly number[] {
  const count = server?.countTokens ?? countWords;
  const capped = (tokens: number, most: unknown) => (wholeOr(most) ? Math.min(tokens, Number(most)) : tokens);
  const cut = wholeOr(body.truncate_prompt_tokens);
  const whole = cut === -1 ? server?.limits.maxTokens : cut;
  const queryTokens = capped(count(query), body.max_tokens_per_query);
  return documents.map((document) =>
    capped(queryTokens + capped(count(document), body.max_tokens_per_doc) + special, whole),
  );
}
