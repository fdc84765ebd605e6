import { type RerankError, type RerankErrorCode, rerankError } from "@secondpass/core";
import type { Failure, FailureReader } from "./failure.ts";
import { parseRetryAfter } from "./retry-after.ts";
import { codeOfStatus } from "./status-error.ts";

/** Of whose answer an error is made. */
export interface AnswerContext {
  readonly provider: string;
  /** The request's method, origin and path. */
  readonly where: string;
  readonly readFailure: FailureReader | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The error that an answer without success is; nothing of its body is in it. */
export function errorOfAnswer(failure: Failure, { provider, where, readFailure, now }: AnswerContext): RerankError {
  const { status } = failure;
  const reading = readFailure?.(failure);
  const code = reading?.code ?? codeOfStatus(status);
  const hint = reading?.hint ?? hints[code];
  return rerankError(code, `${provider}: ${where} answered ${status}${hint === undefined ? "" : `: ${hint}`}`, {
    provider,
    status,
    requestId: requestIdOf(failure),
    retryAfterMs: parseRetryAfter(failure.header("retry-after"), now),
  });
}

/** What a person can do about it. */
const hints: Partial<Record<RerankErrorCode, string>> = {
  auth: "the API key is missing, wrong, or not allowed to do this",
  quota: "the account has no credit left",
  rate_limit: "too many requests",
  misconfigured: "there is no reranker at this address; check the base URL",
};

const requestIdHeaders = ["x-request-id", "request-id", "x-debug-trace-id", "cf-ray"];

/** The provider's name for the request, where it looks like one. */
function requestIdOf({ header }: Failure): string | undefined {
  return requestIdHeaders.map(header).find((id) => id !== undefined && /^[\w.:-]{1,128}$/.test(id));
}
