import type { RerankErrorCode } from "@secondpass/core";

/** An answer that is no success, as far as it may be read. Its text may echo the request: decide by it, never repeat it. */
export interface Failure {
  readonly status: number;
  /** The first 64 KiB of the body. */
  readonly text: string;
  /** The body as JSON; undefined where it is none. */
  readonly json: unknown;
  header(name: string): string | undefined;
}

/** What an adapter knows of a failure better than its status tells. */
export interface FailureReading {
  readonly code?: RerankErrorCode | undefined;
  /** A sentence of the adapter's own, for the message: what is wrong and what to do. */
  readonly hint?: string | undefined;
}

/** Reads a provider's own errors; undefined where the status says it all. */
export type FailureReader = (failure: Failure) => FailureReading | undefined;
