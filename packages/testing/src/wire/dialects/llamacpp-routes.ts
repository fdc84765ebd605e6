import { empty, json, refused } from "../answers.ts";
import type { Dialect, DialectSettings, SeenRequest, WireAnswer } from "../dialect.ts";
import { servedModels } from "../served-models.ts";

/** Where it reranks. */
export const llamacppPaths: readonly string[] = ["/rerank", "/reranking", "/v1/rerank", "/v1/reranking"];

/** The content type of its answers. */
export const utf8Json: Readonly<Record<string, string>> = { "content-type": "application/json; charset=utf-8" };

const types: Readonly<Record<number, string>> = {
  400: "invalid_request_error",
  401: "authentication_error",
  404: "not_found_error",
  501: "not_supported_error",
};

/** The body of an error; a failed lookup alone has its members in another order. */
export const llamacppError: Dialect["errorBody"] = (code, message) => ({
  contentType: "application/json; charset=utf-8",
  body: JSON.stringify({ error: { code, message, type: types[code] ?? "server_error" } }),
});

/**
 * What llama.cpp answers before it looks at a rerank request; undefined for those. Every path but `/health` wants the
 * key, unknown ones too; a wrong method is an unknown path.
 */
export function llamacppRoute(request: SeenRequest, { apiKey, flags }: DialectSettings): WireAnswer | undefined {
  const { method, path, headers } = request;
  if (method === "OPTIONS") return empty(200, { "content-type": "text/html", ...preflight });
  if (method === "GET" && path === "/health") return json(200, { status: "ok" }, utf8Json);
  if (!holdsKey(headers, apiKey))
    return refused({ errorBody: llamacppError }, { status: 401, text: "Invalid API Key" });
  if (!request.complete) return empty(413);
  if (method === "POST" && headers["content-encoding"] !== undefined) return empty(415);
  if (method === "GET" && ["/models", "/v1/models"].includes(path)) return json(200, modelList(flags), utf8Json);
  return method === "POST" && llamacppPaths.includes(path) ? undefined : json(404, notFound, utf8Json);
}

const preflight = {
  "access-control-allow-credentials": "true",
  "access-control-allow-methods": "GET, POST, DELETE, OPTIONS",
  "access-control-allow-headers": "*",
};

const notFound = { error: { message: "File Not Found", type: "not_found_error", code: 404 } };

function holdsKey(headers: SeenRequest["headers"], apiKey: string | undefined): boolean {
  return apiKey === undefined || headers.authorization === `Bearer ${apiKey}` || headers["x-api-key"] === apiKey;
}

/** Some of what it tells of its models; the date is the same in every answer. */
function modelList(flags: DialectSettings["flags"]): object {
  const data = servedModels(flags).map((id) => ({ id, object: "model", created: 1_795_236_448, owned_by: "llamacpp" }));
  return { object: "list", data };
}
