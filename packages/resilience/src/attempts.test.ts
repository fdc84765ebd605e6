import { rerankError } from "@secondpass/core";
import { expect, it } from "vitest";
import { attemptsOf, errorWithAttempts, responseWithAttempts } from "./attempts.ts";

const attempts = [{ rerankerId: "a:b", result: "timeout", durationMs: 3 }] as const;

it("an error without attempts stands for one", () => {
  expect(attemptsOf(rerankError("timeout", "m"), "a:b", 3)).toEqual(attempts);
  expect(attemptsOf(rerankError("overloaded", "m", { status: 503 }), "a:b", 5)).toEqual([
    { rerankerId: "a:b", result: "overloaded", durationMs: 5, status: 503 },
  ]);
  expect(attemptsOf(rerankError("timeout", "m", { attempts }), "c:d", 9)).toBe(attempts);
});

it("everything else of an error stays", () => {
  const details = { provider: "a:b", status: 429, requestId: "r", retryAfterMs: 5, cause: new Error("why") };
  const error = rerankError("rate_limit", "m", details);
  const copy = errorWithAttempts(error, attempts);
  expect(copy).toMatchObject({ ...details, code: "rate_limit", message: "m", attempts, stack: error.stack });
  expect(error.attempts).toBeUndefined();
});

it("an answer tells what was tried before it", () => {
  const outcome = {
    kind: "reranked",
    scored: 1,
    attempts: [{ rerankerId: "a:b", result: "ok", durationMs: 1 }],
  } as const;
  const response = { ranking: [], rerankerId: "a:b", scoreScale: "unknown", outcome, warnings: [] } as const;
  expect(responseWithAttempts(response, [])).toBe(response);
  expect(responseWithAttempts(response, attempts).outcome.attempts).toEqual([...attempts, ...outcome.attempts]);
});
