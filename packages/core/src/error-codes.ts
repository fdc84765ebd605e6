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
  /** Whether a batch job may try again. */
  readonly retryable: boolean;
  /** Whether somebody who waits for the answer may have it tried again, once. */
  readonly retryableInteractively: boolean;
  /** Whether it says that the backend is unwell; all else says nothing of its health, neither good nor bad. */
  readonly countsAgainstBreaker: boolean;
  /**
   * What goes before the next call: nothing; `cooldown`, as long as the backend asks; or `latch`, half a minute without network,
   * since nothing but a person helps.
   */
  readonly pause: "none" | "cooldown" | "latch";
  /**
   * What a stack does: it throws; it throws until its reranker has succeeded once, so that a wrong setting shows at start and
   * takes no running search down; or it lets another reranker or the first-stage order stand in.
   */
  readonly inStack: "throw" | "throw-at-start" | "fall-back";
  /** Whether falling back from it is for people to hear of: an event of level error. */
  readonly loud: boolean;
  /** Whether another reranker, or the first-stage order, may stand in without a second thought: not where a person must act. */
  readonly fallbackAllowed: boolean;
}

const quiet = { pause: "none", inStack: "fall-back", loud: false, fallbackAllowed: true } as const;
const final = { retryable: false, retryableInteractively: false } as const;
const worthRetrying = { retryable: true, retryableInteractively: true } as const;

/** The caller's mistake: shown, never masked. */
const surfaced: Treatment = {
  ...quiet,
  ...final,
  countsAgainstBreaker: false,
  inStack: "throw",
  fallbackAllowed: false,
};
/** A wrong setting, on which nothing but a person helps. */
const misset: Treatment = { ...surfaced, pause: "latch", inStack: "throw-at-start", loud: true };
/** Says nothing about the backend's health, and somebody else may answer. */
const neutral: Treatment = { ...quiet, ...final, countsAgainstBreaker: false };
/** The backend is unwell, and trying again may help. */
const transient: Treatment = { ...quiet, ...worthRetrying, countsAgainstBreaker: true };
/** The backend is unwell, and trying again will not help. */
const broken: Treatment = { ...quiet, ...final, countsAgainstBreaker: true };

/** The one table of what each code means for retries, breakers and fallback. */
export const treatments: Readonly<Record<RerankErrorCode, Treatment>> = {
  bad_request: surfaced,
  closed: surfaced,
  input_too_large: neutral,
  auth: misset,
  tls: misset,
  model_load: misset,
  tokenizer_mismatch: misset,
  misconfigured: misset,
  rate_limit: { ...neutral, retryable: true, pause: "cooldown" },
  quota: { ...neutral, pause: "cooldown", loud: true },
  timeout: transient,
  connection: transient,
  overloaded: transient,
  server_error: transient,
  malformed: transient,
  protocol: broken,
  worker_crash: broken,
  response_too_large: broken,
  unavailable: broken,
  internal: { ...broken, loud: true },
  breaker_open: neutral,
  cooldown: neutral,
  bulkhead_full: neutral,
  forced: neutral,
};

/** Whether a value is one of the codes. */
export function isRerankErrorCode(value: unknown): value is RerankErrorCode {
  return typeof value === "string" && Object.hasOwn(treatments, value);
}
