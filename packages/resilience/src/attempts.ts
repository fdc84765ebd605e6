import { type Attempt, type RerankError, type RerankResponse, rerankError } from "@secondpass/core";

/** What was tried until an error came: its own list, or else the one try that it stands for. */
export function attemptsOf(error: RerankError, rerankerId: string, durationMs: number): readonly Attempt[] {
  if (error.attempts !== undefined) return error.attempts;
  const { code, status } = error;
  return [{ rerankerId, result: code, durationMs, ...(status === undefined ? {} : { status }) }];
}

/** The same error with these attempts. */
export function errorWithAttempts(error: RerankError, attempts: readonly Attempt[]): RerankError {
  const { code, message, provider, status, requestId, retryAfterMs, cause } = error;
  const copy = rerankError(code, message, { provider, status, requestId, retryAfterMs, attempts, cause });
  // Where it came from, not where it was copied; only when somebody looks, since writing a stack out takes its time.
  return Object.defineProperty(copy, "stack", { get: () => error.stack, configurable: true });
}

/** The same answer with what was tried before it. */
export function responseWithAttempts(response: RerankResponse, before: readonly Attempt[]): RerankResponse {
  if (before.length === 0) return response;
  const attempts = [...before, ...response.outcome.attempts];
  return { ...response, outcome: { ...response.outcome, attempts } };
}
