import { expect, it } from "vitest";
import { readJinaFailure } from "./failure.ts";

const failure = (status: number, json: unknown) => ({
  status,
  json,
  text: JSON.stringify(json),
  header: () => undefined,
});

// The codes are those of api.jina.ai/openapi.json.
it.each([
  [403, { code: "AUTHZ_INSUFFICIENT_BALANCE", detail: "x" }, "quota"],
  [403, { code: "AUTHZ_RESOURCE_LIMIT_EXCEEDED" }, "quota"],
  [403, { detail: "[RID: 1] Insufficient account balance" }, "quota"],
  [401, { code: "AUTH_INVALID_API_KEY" }, "auth"],
  [400, { code: "INPUT_INVALID" }, "bad_request"],
  [400, { code: "INPUT_MODEL_NOT_FOUND", detail: "Model 'x' not found" }, "misconfigured"],
  [400, { code: "INPUT_TOKEN_LIMIT_EXCEEDED" }, "input_too_large"],
  [429, { code: "RATE_CONCURRENCY_LIMIT_EXCEEDED" }, "rate_limit"],
  [429, { code: "RATE_TOKEN_LIMIT_EXCEEDED" }, "rate_limit"],
  // As its chat endpoint wraps it.
  [403, { error: { code: "AUTHZ_INSUFFICIENT_BALANCE", message: "x" } }, "quota"],
  [402, { detail: "Insufficient account balance" }, "quota"],
  // No code of ours: the status says it.
  [404, { code: "RESOURCE_NOT_FOUND" }, undefined],
  [503, { code: "SERVICE_UNAVAILABLE" }, undefined],
  // FastAPI's, which may echo the request.
  [422, { detail: [{ type: "missing", input: { query: "AUTHZ_INSUFFICIENT_BALANCE" } }] }, undefined],
  [409, { code: "CONFLICT_RESOURCE_BUSY" }, "overloaded"],
  [403, { detail: "forbidden" }, undefined],
  [500, { detail: "AUTHZ_INSUFFICIENT_BALANCE insufficient balance" }, undefined],
  [500, "AUTHZ_INSUFFICIENT_BALANCE", undefined],
  [400, { code: "__proto__" }, undefined],
  [400, { code: "toString_X" }, undefined],
  [400, null, undefined],
])("%i %j is %s", (status, json, code) => {
  expect(readJinaFailure(failure(status, json))?.code).toBe(code);
});
