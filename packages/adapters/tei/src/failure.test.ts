import { describe, expect, it } from "vitest";
import { batchLimitOf, readTeiFailure } from "./failure.ts";

/** A failure as it comes: JSON where the text is JSON. */
function failure(status: number, text: string) {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {}
  return { status, text, json, header: () => undefined };
}

const said = (error: string, error_type: string): string => JSON.stringify({ error, error_type });

// Bodies are those that TEI 1.9.3 sent, but for those marked.
const readings: readonly (readonly [status: number, body: string, code: string | undefined])[] = [
  [401, "", undefined],
  [404, "", undefined],
  [413, "Failed to buffer the request body: length limit exceeded", "input_too_large"],
  // As 1.8 said it.
  [413, said("batch size 33 > maximum allowed batch size 32", "Validation"), "input_too_large"],
  [422, said("batch size 33 > maximum allowed batch size 32", "Validation"), "input_too_large"],
  [
    422,
    said("Input validation error: `inputs` must have less than 512 tokens. Given: 3006", "Validation"),
    "input_too_large",
  ],
  [
    422,
    said("Input validation error: `inputs` must have less than 128000 characters. Given: 200012", "Validation"),
    "input_too_large",
  ],
  [422, said("Input validation error: `prompt_name` cannot be set with dual inputs", "Validation"), "misconfigured"],
  [
    422,
    "Failed to deserialize the JSON body into the target type: missing field `texts` at line 1 column 24",
    undefined,
  ],
  [424, said("Backend error: model is not a re-ranker model", "Backend"), "misconfigured"],
  [424, said("score is NaN", "Backend"), "server_error"],
  [429, said("Model is overloaded", "Overloaded"), "overloaded"],
  // As its OpenAPI document writes it.
  [429, said("Model is overloaded", "overloaded"), "overloaded"],
  // A gateway's.
  [429, "slow down", undefined],
  [500, said("Model is overloaded", "Overloaded"), undefined],
];

describe("readTeiFailure", () => {
  it.each(readings)("%i %s is %s", (status, body, code) => {
    expect(readTeiFailure(failure(status, body))?.code).toBe(code);
  });

  it("says what a score that is NaN is about", () => {
    expect(readTeiFailure(failure(424, said("score is NaN", "Backend")))?.hint).toContain("not a number");
  });

  it.each(["null", "[]", '{"error":null}', '{"error":{"error":"x"}}', '{"error":5}'])("takes %s", (body) => {
    for (const status of [422, 424, 429]) expect(readTeiFailure(failure(status, body))).toBeUndefined();
  });
});

describe("batchLimitOf", () => {
  it.each([
    [422, said("batch size 9 > maximum allowed batch size 8", "Validation"), 8],
    [413, said("batch size 9 > maximum allowed batch size 8", "Validation"), 8],
    [422, said("batch size 9 > maximum allowed batch size 0", "Validation"), undefined],
    [422, said(`batch size 9 > maximum allowed batch size ${"9".repeat(30)}`, "Validation"), undefined],
    [400, said("batch size 9 > maximum allowed batch size 8", "Validation"), undefined],
    [422, said("score is NaN", "Backend"), undefined],
  ])("%i %s: %s", (status, body, most) => {
    expect(batchLimitOf(failure(status, body))).toBe(most);
  });
});
