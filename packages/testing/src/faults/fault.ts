import type { Server, Socket } from "node:net";
import type { RerankErrorCode } from "@secondpass/core";
import type { Credentials } from "./credentials.ts";
import type { ReceivedRequest } from "./read-requests.ts";

/** What may come of a fault: a call that fails with this code, or one that is answered all the same. */
export type Expected = RerankErrorCode | "answer";

/**
 * What a fault breaks.
 *
 * status, redirect, retry-after: an answer with an error status · odd: strange but right, and must be understood · body: a 200
 * that says nothing usable · framing: HTTP itself · size: too much · hang-up: the connection ends too soon · hang: it does not
 * end · stale: a kept connection is dead · echo: the server repeats what it was sent · tls: the secure connection
 */
export type FaultKind =
  | "status"
  | "redirect"
  | "retry-after"
  | "odd"
  | "body"
  | "framing"
  | "size"
  | "hang-up"
  | "hang"
  | "stale"
  | "echo"
  | "tls";

/** Where rows, and in a row index and score, stand in a provider's answer. */
export interface RowsAccess {
  /** The member that holds the rows; undefined where the answer is the list of rows itself. */
  readonly list: string | undefined;
  readonly index: string;
  readonly score: string;
}

/** One request and the means to answer it, well or badly. */
export interface Exchange {
  readonly socket: Socket;
  readonly request: ReceivedRequest;
  /** The right answer's payload, made anew each time. */
  good(): unknown;
  readonly rows: RowsAccess;
  /** Where redirects point: an absolute URL. */
  readonly redirectTo: string;
  /** How many requests came before on the same connection. */
  readonly earlier: number;
}

/** What an error may say about waiting. */
export interface RetryAfter {
  /** Milliseconds. */
  readonly least: number;
  readonly most: number;
  /** Whether it may also say nothing. */
  readonly orNothing: boolean;
}

/** One thing that can go wrong between a client and a server, as data. */
export interface Fault {
  /** Kebab-case; the path that plays it is `/fault/<name>/…`. */
  readonly name: string;
  readonly kind: FaultKind;
  /** What is wrong, in a sentence. */
  readonly about: string;
  /** What may come of it; any of these is right. */
  readonly expects: readonly Expected[];
  /** The status it answers with, where the error must tell it. */
  readonly status?: number | undefined;
  /** What the error must say about waiting, where the fault is about that. */
  readonly retryAfter?: RetryAfter | undefined;
  /** Answers one request. */
  play(exchange: Exchange): void;
  /** For faults below HTTP: makes the listener of a port of its own, which hands connections that speak HTTP to `serve`. */
  listen?(serve: (socket: Socket) => void, credentials: Credentials): Server;
}
