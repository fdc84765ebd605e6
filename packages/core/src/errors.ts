import { isRerankErrorCode, type RerankErrorCode, treatments } from "./error-codes.ts";
import type { Attempt } from "./response.ts";

/** Why a call failed, as data. Its text never carries query, document or key. Recognise it with `isRerankError`. */
export interface RerankError extends Error {
  readonly code: RerankErrorCode;
  /** The id of the reranker that failed. */
  readonly provider?: string | undefined;
  /** HTTP status, where there was one. */
  readonly status?: number | undefined;
  /** The provider's name for the request, for its support desk. */
  readonly requestId?: string | undefined;
  /** How long the backend asks to be left alone, in milliseconds. */
  readonly retryAfterMs?: number | undefined;
  /** Everything tried before giving up, in order. */
  readonly attempts?: readonly Attempt[] | undefined;
  /** Whether a batch job may try again. Fixed per code by one table, as the next two. */
  readonly retryable: boolean;
  /** Whether it says that the backend is unwell. */
  readonly countsAgainstBreaker: boolean;
  /** Whether another reranker, or the first-stage order, may stand in. */
  readonly fallbackAllowed: boolean;
}

/** What may be told of a failure beside its code and message. */
export interface RerankErrorDetails {
  readonly provider?: string | undefined;
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly retryAfterMs?: number | undefined;
  readonly attempts?: readonly Attempt[] | undefined;
  readonly cause?: unknown;
}

/** Shared through the symbol registry, so that errors of another copy of this package are recognised. */
const brand = Symbol.for("@secondpass/core/RerankError");

class BrandedRerankError extends Error implements RerankError {
  readonly code: RerankErrorCode;
  readonly retryable: boolean;
  readonly countsAgainstBreaker: boolean;
  readonly fallbackAllowed: boolean;

  constructor(code: RerankErrorCode, message: string, details: RerankErrorDetails) {
    super(message, "cause" in details && details.cause !== undefined ? { cause: details.cause } : undefined);
    this.code = code;
    for (const name of ["provider", "status", "requestId", "retryAfterMs", "attempts"] as const) {
      if (details[name] !== undefined) Object.defineProperty(this, name, { value: details[name], enumerable: true });
    }
    const treatment = treatments[code];
    this.retryable = treatment.retryable;
    this.countsAgainstBreaker = treatment.countsAgainstBreaker;
    this.fallbackAllowed = treatment.fallbackAllowed;
  }

  static {
    Object.defineProperty(BrandedRerankError.prototype, "name", { value: "RerankError" });
    Object.defineProperty(BrandedRerankError.prototype, brand, { value: true });
  }
}

/**
 * Makes a RerankError; what is done about it follows from `code` alone.
 *
 * @throws TypeError where `code` is none of the known ones.
 */
export function rerankError(code: RerankErrorCode, message: string, details: RerankErrorDetails = {}): RerankError {
  if (!isRerankErrorCode(code)) throw new TypeError(`unknown RerankError code ${JSON.stringify(code)}`);
  return new BrandedRerankError(code, message, details);
}

/** Recognises a RerankError by its brand, whichever copy of this package made it. Never throws, whatever it is handed. */
export function isRerankError(value: unknown): value is RerankError {
  try {
    return typeof value === "object" && value !== null && Reflect.get(value, brand) === true;
  } catch {
    return false;
  }
}
