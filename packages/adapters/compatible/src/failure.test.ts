import { describe, expect, it } from "vitest";
import { type DialectName, dialects } from "./dialects.ts";
import { failureReader } from "./failure.ts";

/** A failure as it comes: JSON where the text is JSON. */
function failure(status: number, text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {}
  return { status, text, json, header: () => undefined };
}

const error = (message: string, type: string | null = null): string =>
  JSON.stringify({ error: { message, type, code: 1 } });
const detail = (type: string, input: string): string =>
  JSON.stringify({ detail: [{ type, loc: ["body"], msg: "no", input }] });

// Infinity's and llama.cpp's bodies are what real servers sent; vLLM's are from its source.
const readings: readonly (readonly [dialect: DialectName, status: number, body: string, code: string | undefined])[] = [
  [
    "vllm",
    400,
    error("This model's maximum context length is 512 tokens. However, your request has 900 input tokens."),
    "input_too_large",
  ],
  [
    "vllm",
    400,
    '{"object":"error","message":"The prompt is longer than the maximum model length of 512","type":"BadRequestError"}',
    "input_too_large",
  ],
  ["vllm", 400, error("The model does not support Rerank (Score) API"), "misconfigured"],
  ["vllm", 404, error("The model `x` does not exist."), "misconfigured"],
  ["vllm", 400, error("field required"), undefined],
  ["vllm", 401, '{"error":"Unauthorized"}', undefined],
  [
    "infinity",
    400,
    error(
      "ModelNotDeployedError: model=`emb` does not support `rerank`. Reason: the loaded moded cannot fullyfill `rerank`.",
    ),
    "misconfigured",
  ],
  [
    "infinity",
    400,
    error("Invalid model: Engine for model name `nope` not found. Available model names are ['ce', 'emb']"),
    "misconfigured",
  ],
  ["infinity", 429, error("model ce is currently overloaded"), "overloaded"],
  ["infinity", 422, detail("string_too_long", "y"), "input_too_large"],
  ["infinity", 422, detail("too_long", "y"), "input_too_large"],
  // It echoes the input, of which the end is not read.
  ["infinity", 422, detail("string_too_long", "y".repeat(200_000)).slice(0, 65_536), "input_too_large"],
  ["infinity", 422, detail("missing", "String should be string_too_long"), undefined],
  ["infinity", 401, '{"detail":"Unauthorized"}', undefined],
  ["infinity", 500, "Internal Server Error", undefined],
  [
    "llamacpp",
    500,
    error(
      "input (3007 tokens) is too large to process. increase the physical batch size (current batch size: 512)",
      "server_error",
    ),
    "input_too_large",
  ],
  ["llamacpp", 500, error("vector::_M_default_append", "server_error"), undefined],
  [
    "llamacpp",
    501,
    error("This server does not support reranking. Start it with `--reranking`", "not_supported_error"),
    "misconfigured",
  ],
  ["llamacpp", 413, "", "input_too_large"],
  ["mixedbread", 400, error("anything"), undefined],
  ["together", 404, error("Unable to access model x."), undefined],
];

describe("failureReader", () => {
  it.each(readings)("%s: %i %s", (dialect, status, body, code) => {
    expect(failureReader(dialects[dialect])(failure(status, body))?.code).toBe(code);
  });

  it("takes the first rule that fits, in all that it says", () => {
    const read = failureReader({
      errors: [
        { status: 400, type: "QUOTA", code: "quota", hint: "top up" },
        { type: "quota", message: "^slow", code: "rate_limit" },
        { message: "slow", code: "overloaded" },
      ],
    });
    expect(read(failure(400, '{"message":"slow","type":"quota"}'))).toEqual({ code: "quota", hint: "top up" });
    expect(read(failure(402, '{"message":"SLOW down","code":"Quota"}'))?.code).toBe("rate_limit");
    expect(read(failure(402, '{"detail":"too slow"}'))?.code).toBe("overloaded");
    expect(read(failure(402, "too slow"))?.code).toBe("overloaded");
    expect(read(failure(402, '{"error":"too slow"}'))?.code).toBe("overloaded");
    expect(read(failure(402, '{"error":{"inner":"slow"}}'))).toBeUndefined();
    expect(read(failure(402, "null"))).toBeUndefined();
  });

  it("reads no further than a message's start, since servers put documents into it", () => {
    const read = failureReader({ errors: [{ message: "slow", code: "overloaded" }] });
    expect(read(failure(400, `${"x".repeat(5_000)}slow`))).toBeUndefined();
  });
});
