/** Why a call failed. One code, one treatment: see {@link treatments}. */
export type RerankErrorCode =
  | "bad_request"
  | "input_too_large"
  | "auth"
  | "quota"
  | "rate_limit"
  | "timeout"
  | "connection"
  | "tls"
  | "protocol"
  | "overloaded"
  | "server_error"
  | "malformed"
  | "response_too_large"
  | "unavailable"
  | "breaker_open"
  | "cooldown"
  | "bulkhead_full"
  | "misconfigured"
  | "model_load"
  | "tokenizer_mismatch"
  | "worker_crash"
  | "forced"
  | "closed"
  | "internal";

/** What is done about a code. */
export interface Treatment {
  /** Whether a batch job may try again; interactive calls retry less. */
  readonly retryable: boolean;
  /** Whether it says that the backend is unwell. */
  readonly countsAgainstBreaker: boolean;
  /** Whether another reranker, or the first-stage order, may stand in. */
  readonly fallbackAllowed: boolean;
}

/** The caller's mistake, or a wrong setting: shown, never masked. */
const surfaced: Treatment = { retryable: false, countsAgainstBreaker: false, fallbackAllowed: false };
/** Says nothing about the backend's health, and somebody else may answer. */
const neutral: Treatment = { retryable: false, countsAgainstBreaker: false, fallbackAllowed: true };
/** The backend is unwell, and trying again may help. */
const transient: Treatment = { retryable: true, countsAgainstBreaker: true, fallbackAllowed: true };
/** The backend is unwell, and trying again will not help. */
const broken: Treatment = { retryable: false, countsAgainstBreaker: true, fallbackAllowed: true };

/** The one table of what each code means for retries, breakers and fallback. */
export const treatments: Readonly<Record<RerankErrorCode, Treatment>> = {
  bad_request: surfaced,
  closed: surfaced,
  input_too_large: neutral,
  auth: surfaced,
  tls: surfaced,
  model_load: surfaced,
  tokenizer_mismatch: surfaced,
  misconfigured: surfaced,
  rate_limit: { ...neutral, retryable: true },
  quota: neutral,
  timeout: transient,
  connection: transient,
  overloaded: transient,
  server_error: transient,
  malformed: transient,
  protocol: broken,
  worker_crash: broken,
  response_too_large: broken,
  unavailable: broken,
  internal: broken,
  breaker_open: neutral,
  cooldown: neutral,
  bulkhead_full: neutral,
  forced: neutral,
};

/** Whether a value is one of the codes. */
export function isRerankErrorCode(value: unknown): value is RerankErrorCode {
  return typeof value === "string" && Object.hasOwn(treatments, value);
}
