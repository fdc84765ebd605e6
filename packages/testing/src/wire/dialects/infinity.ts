import { accepted, empty, json, plain, refused } from "../answers.ts";
import { type Body, bodyOf, characters, isBody, isTexts, nothing, saysJson } from "../body.ts";
import type { Asked, Dialect, DialectSettings, Row, SeenRequest, WireAnswer } from "../dialect.ts";
import { ranked } from "../rank.ts";
import { pairTokens, total } from "../tokens.ts";
import { fieldDetails, laxCount, laxFlag } from "./infinity-fields.ts";
import { created, modelList, modelOf, modelRefusal } from "./infinity-models.ts";

/** Special tokens of a pair, as BERT has them. */
const special = 3;

/**
 * Infinity 0.0.78, `POST {prefix}/rerank`, as a real one answered on 2026-11-21: validation errors echo the input
 * whole; usage is in characters; 307 for a trailing slash; bad JSON is refused before the key is looked at; an
 * unpaired surrogate is a 500 after which the socket is closed without announcement; idle connections end after 5 s,
 * unannounced.
 */
export const infinity: Dialect = {
  name: "infinity",
  path: "/rerank",
  apiKeyRequired: false,
  limits: { maxDocuments: 2_048, maxCharacters: 122_880, maxConcurrent: 32_000, keepAliveMs: 5_000 },
  isRerank: ({ method, path }, { urlPrefix = "" }) => method === "POST" && path === `${urlPrefix}/rerank`,
  // HTTP exceptions of the framework have `detail`, those of the server itself `error`.
  errorBody: (code, message) => ({
    contentType: "application/json",
    body: JSON.stringify(
      [401, 404, 405, 422].includes(code) ? { detail: message } : { error: { message, type: null, param: null, code } },
    ),
  }),
  asked(request) {
    const { query, documents } = bodyOf(request);
    if (typeof query !== "string" || !isTexts(documents)) return undefined;
    // Surrounding white space is stripped before anything else, which shows in the usage.
    return { query: query.trim(), documents: documents.map((text) => text.trim()) };
  },
  payload: (rows: readonly Row[], request: SeenRequest, server?: DialectSettings) => {
    const asked = infinity.asked(request) ?? nothing;
    const echo = laxFlag(bodyOf(request).return_documents);
    const used = usage(asked, server);
    return {
      object: "rerank",
      results: rows.map(({ index, score }) => ({
        relevance_score: score,
        index,
        document: echo ? asked.documents[index] : null,
      })),
      model: modelOf(bodyOf(request), server?.flags ?? {}),
      usage: { prompt_tokens: used, total_tokens: used },
      id: "infinity-00000000-0000-4000-8000-000000000001",
      created,
    };
  },
  respond: (request, server) => route(request, server) ?? bodyRefusal(request, server) ?? answered(request, server),
};

function route(request: SeenRequest, server: DialectSettings): WireAnswer | undefined {
  const { method, path, headers } = request;
  const { urlPrefix = "" } = server.flags;
  if (infinity.isRerank(request, server.flags)) return undefined;
  if (path === `${urlPrefix}/rerank/`) {
    return empty(307, { location: `http://${headers.host}${urlPrefix}/rerank` });
  }
  if (path === `${urlPrefix}/rerank`) return notAllowed("POST");
  if (path === "/") return method === "GET" ? empty(307, { location: "/docs" }) : notAllowed("GET");
  if (method !== "GET") return refused(infinity, { status: 404, text: "Not Found" });
  if (path === "/health" || path === `${urlPrefix}/health`) return json(200, { unix: created });
  if (path === `${urlPrefix}/models`) return keyRefusal(request, server) ?? json(200, modelList(server.flags));
  return refused(infinity, { status: 404, text: "Not Found" });
}

function notAllowed(allow: string): WireAnswer {
  return refused(infinity, { status: 405, text: "Method Not Allowed" }, { allow });
}

/** The framework reads the body first, then looks at the key, then at the fields. */
function bodyRefusal(request: SeenRequest, server: DialectSettings): WireAnswer | undefined {
  if (!request.complete) return { ...plain(413, "Request Entity Too Large"), ends: "closed" };
  if (!request.utf8) return json(400, { detail: "There was an error parsing the body" });
  const { json: value, text, fault } = request;
  if (text !== "" && saysJson(request) && value === undefined) {
    const ctx = { error: "Expecting value" };
    return invalid([
      { type: "json_invalid", loc: ["body", (fault?.column ?? 1) - 1], msg: "JSON decode error", input: {}, ctx },
    ]);
  }
  return keyRefusal(request, server) ?? fieldRefusal(request, server);
}

function keyRefusal({ headers }: SeenRequest, { apiKey }: DialectSettings): WireAnswer | undefined {
  const [, scheme, key] = /^(\S+)\s+(.*)$/.exec(headers.authorization ?? "") ?? [];
  // The only server that forgives the scheme's case and a space too many.
  if (apiKey === undefined || (scheme?.toLowerCase() === "bearer" && key === apiKey)) return undefined;
  return refused(infinity, { status: 401, text: "Unauthorized" }, { "www-authenticate": "Bearer" });
}

function fieldRefusal(request: SeenRequest, { limits }: DialectSettings): WireAnswer | undefined {
  const { json: value, text, fault } = request;
  if (text === "") return invalid([{ type: "missing", loc: ["body"], msg: "Field required", input: null }]);
  if (!isBody(value) || !saysJson(request)) {
    const msg = "Input should be a valid dictionary or object to extract fields from";
    // Without the content type the body is a string to it.
    return invalid([{ type: "model_attributes_type", loc: ["body"], msg, input: saysJson(request) ? value : text }]);
  }
  if (fault?.kind.endsWith("surrogate")) return { ...plain(500, "Internal Server Error"), ends: "cut" };
  const details = fieldDetails(value, limits);
  return details.length > 0 ? invalid(details) : undefined;
}

function invalid(detail: readonly object[]): WireAnswer {
  return json(422, { detail });
}

function answered(request: SeenRequest, server: DialectSettings): WireAnswer {
  const asked = infinity.asked(request) as Asked;
  const body = bodyOf(request);
  const refusal = modelRefusal(body, server.flags) ?? queueRefusal(asked, body, server);
  if (refusal) return refused(infinity, refusal);
  const top = laxCount(body.top_n);
  return accepted(
    infinity,
    ranked(asked, server, top, laxFlag(body.raw_scores) ? "logit" : "probability"),
    request,
    server,
  );
}

function queueRefusal({ documents }: Asked, body: Body, { busy, limits, flags }: DialectSettings) {
  if (busy.texts + documents.length <= limits.maxConcurrent) return undefined;
  return { status: 429, text: `model ${modelOf(body, flags)} is currently overloaded` };
}

/** Characters of query and document, each pair; tokens where it was started so. */
function usage(asked: Asked, server: DialectSettings | undefined): number {
  if (server?.flags.tokenUsage) return total(pairTokens(asked, server, special));
  return total(asked.documents.map((text) => characters(asked.query) + characters(text)));
}
