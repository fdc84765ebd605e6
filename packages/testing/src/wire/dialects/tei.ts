import { accepted, empty, plain, refused } from "../answers.ts";
import { askedIn, bodyOf, characters, saysJson } from "../body.ts";
import type { Asked, Dialect, DialectSettings, Refusal, Row, SeenRequest, WireAnswer } from "../dialect.ts";
import { heightOf, scored } from "../rank.ts";
import { pairTokens, total } from "../tokens.ts";
import { teiJsonRefusal } from "./tei-json.ts";
import { teiRoute } from "./tei-routes.ts";

const paths = ["/rerank", "/", "/invocations"];

/** Special tokens of a pair, as BERT has them. */
const special = 3;

/** Characters for each token that may be there, before the tokenizer is asked. */
const charactersPerToken = 250;

const types: Readonly<Record<number, string>> = {
  400: "Empty",
  413: "Validation",
  422: "Validation",
  424: "Backend",
  429: "Overloaded",
};

/**
 * text-embeddings-inference 1.9.3, `POST /rerank` (also `/` and `/invocations`), as a real one answered on 2026-11-21
 * and as its router's source has it: a bare list; equal scores in descending index order; no `top_n`, unknown fields
 * ignored; checks in the order key, content type, size, JSON, empty list, model type, batch size, permits, tokens.
 * Left out: `/vertex`, `/predict`, `/embed`, `/tokenize`, gRPC.
 */
export const tei: Dialect = {
  name: "tei",
  path: "/rerank",
  apiKeyRequired: false,
  limits: { maxDocuments: 32, maxBodyBytes: 2_000_000, maxTokens: 512, maxConcurrent: 512, keepAliveMs: 0 },
  isRerank: ({ method, path }) => method === "POST" && paths.includes(path),
  // Unauthorized and unknown paths have no body at all.
  errorBody: (status, error) =>
    status === 401 || status === 404
      ? { contentType: "", body: "" }
      : { contentType: "application/json", body: JSON.stringify({ error, error_type: types[status] ?? "Backend" }) },
  asked: (request) => askedIn(request, "texts"),
  payload: (rows: readonly Row[], request: SeenRequest) => {
    const { return_text, texts } = bodyOf(request);
    const text = (index: number) => (return_text === true ? { text: (texts as readonly string[])[index] } : {});
    return rows.map(({ index, score }) => ({ index, ...text(index), score }));
  },
  respond(request, server) {
    const answer = teiRoute(request, server, paths) ?? earlyRefusal(request, server) ?? answered(request, server);
    return { ...answer, headers: { ...answer.headers, ...cors } };
  },
};

/** On every answer, errors included; the preflight allows no authorization header. */
const cors = {
  vary: "origin, access-control-request-method, access-control-request-headers",
  "access-control-allow-origin": "*",
};

function earlyRefusal(request: SeenRequest, { apiKey, flags }: DialectSettings): WireAnswer | undefined {
  if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) return empty(401);
  if (!saysJson(request)) return plain(415, "Expected request with `Content-Type: application/json`");
  if (!request.complete) {
    return { ...plain(413, "Failed to buffer the request body: length limit exceeded"), ends: "closed" };
  }
  if (request.path !== tei.path && (flags.modelType ?? "reranker") !== "reranker") {
    // There those paths are those of another task.
    const column = request.text.length;
    return plain(
      422,
      `Failed to deserialize the JSON body into the target type: missing field \`inputs\` at line 1 column ${column}`,
    );
  }
  return teiJsonRefusal(request);
}

function answered(request: SeenRequest, server: DialectSettings): WireAnswer {
  const asked = tei.asked(request) as Asked;
  const refusal = lateRefusal(asked, server) ?? tokenRefusal(asked, request, server);
  if (refusal) return refused(tei, refusal);
  const scale = bodyOf(request).raw_scores === true ? "logit" : "probability";
  const rows = scored(asked, server, scale);
  if (rows.some(({ score }) => Number.isNaN(score))) return refused(tei, { status: 424, text: "score is NaN" });
  // Sorted upwards and then turned round, which turns ties round too.
  const best = rows.toSorted((one, other) => heightOf(one) - heightOf(other)).toReversed();
  return accepted(tei, best, request, server, usage(asked, server));
}

function lateRefusal({ documents: texts }: Asked, { limits, flags, busy }: DialectSettings): Refusal | undefined {
  if (texts.length === 0) return { status: 400, text: "`texts` cannot be empty" };
  if ((flags.modelType ?? "reranker") !== "reranker") {
    return { status: 424, text: "Backend error: model is not a re-ranker model" };
  }
  if (texts.length > limits.maxDocuments) {
    const text = `batch size ${texts.length} > maximum allowed batch size ${limits.maxDocuments}`;
    return { status: flags.tooMuchStatus ?? 422, text };
  }
  // One permit for each text, all at once or none.
  return busy.texts + texts.length > limits.maxConcurrent ? { status: 429, text: "Model is overloaded" } : undefined;
}

function tokenRefusal(asked: Asked, request: SeenRequest, server: DialectSettings): Refusal | undefined {
  const { limits, flags } = server;
  const status = flags.tooMuchStatus ?? 422;
  if (flags.defaultPrompt) return { status, text: invalid("`prompt_name` cannot be set with dual inputs") };
  if (asked.query === "" && asked.documents.includes(""))
    return { status: 400, text: invalid("`inputs` cannot be empty") };
  if (bodyOf(request).truncate ?? flags.autoTruncate ?? true) return undefined;
  const most = limits.maxTokens * charactersPerToken;
  const wide = asked.documents
    .map((text) => characters(asked.query) + characters(text))
    .find((length) => length > most);
  if (wide !== undefined)
    return { status, text: invalid(`\`inputs\` must have less than ${most} characters. Given: ${wide}`) };
  const long = pairTokens(asked, server, special).find((tokens) => tokens > limits.maxTokens);
  if (long === undefined) return undefined;
  return { status, text: invalid(`\`inputs\` must have less than ${limits.maxTokens} tokens. Given: ${long}`) };
}

function invalid(text: string): string {
  return `Input validation error: ${text}`;
}

/**
 * The only usage that TEI tells. The type is what a CPU build says of itself; times are whole milliseconds, made up.
 */
function usage(asked: Asked, server: DialectSettings): Readonly<Record<string, string>> {
  const tokens = pairTokens(asked, server, special).map((count) => Math.min(count, server.limits.maxTokens));
  const each = asked.documents.map((text) => characters(asked.query) + characters(text));
  return {
    "x-compute-type": "gpu+optimized",
    "x-compute-time": "1",
    "x-compute-characters": String(total(each)),
    "x-compute-tokens": String(total(tokens)),
    "x-total-time": "1",
    "x-tokenization-time": "0",
    "x-queue-time": "0",
    "x-inference-time": "0",
  };
}
