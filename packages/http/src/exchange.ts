import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { Deadline } from "./deadline.ts";

/** One HTTP request. */
export interface RawRequest {
  readonly method: "GET" | "POST";
  /** On the origin, slash first. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string | undefined;
}

/** One answer, as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** Not decompressed. */
  readonly body: Buffer;
  /** false: the body was longer than its limit, and the rest was not read. */
  readonly whole: boolean;
}

/** What an exchange keeps to. */
export interface ExchangeRules {
  readonly deadline: Deadline;
  /** Bytes of a body to read at most, by the answer's status. */
  readonly limitOf: (status: number) => number;
  /** Called when the answer begins. */
  readonly onAnswer?: (() => void) | undefined;
}

/**
 * Sends a request and reads the whole answer, by undici's dispatch itself: its stream of the body would cost more than the rest.
 * Rejects as soon as the deadline ends, a connection that is still being opened included.
 */
export function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  { deadline, limitOf, onAnswer }: ExchangeRules,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let limit = 0;
    let status = 0;
    let headers: IncomingHttpHeaders = {};
    let controller: Dispatcher.DispatchController | undefined;

    const finish = (whole: boolean): void =>
      resolve({ status, headers, body: chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks), whole });

    deadline.onEnd((reason) => {
      reject(reason);
      controller?.abort(stopped);
    });
    dispatcher.dispatch(options, {
      onRequestStart(started) {
        controller = started;
        if (deadline.hasEnded()) started.abort(stopped);
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        status = statusCode;
        headers = responseHeaders;
        limit = limitOf(statusCode);
        onAnswer?.();
      },
      onResponseData(current, chunk) {
        const room = limit - size;
        size += chunk.length;
        chunks.push(size > limit ? chunk.subarray(0, room) : chunk);
        if (size <= limit) return;
        finish(false);
        current.abort(stopped);
      },
      onResponseEnd: () => finish(true),
      onResponseError: (_controller, error) => reject(error),
    });
  });
}

/** For undici alone: nobody sees it, the promise has settled before. */
const stopped = new Error("no longer wanted");
