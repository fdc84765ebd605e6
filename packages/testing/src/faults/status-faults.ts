import { STATUS_CODES } from "node:http";
import type { Expected, Fault, RetryAfter } from "./fault.ts";
import { send } from "./write.ts";

/**
 * What each status means. Where the providers' own pages leave it open, more than one code is right.
 * 424: TEI's failed inference. 498, 499: Cohere's invalid token and cancelled request. 529: overloaded. 524: a proxy's timeout.
 */
const codesByStatus: Readonly<Record<number, readonly Expected[]>> = {
  204: ["malformed", "protocol"],
  400: ["bad_request"],
  401: ["auth"],
  402: ["quota"],
  403: ["auth"],
  404: ["misconfigured"],
  405: ["misconfigured"],
  408: ["timeout"],
  409: ["bad_request", "protocol", "server_error"],
  410: ["misconfigured"],
  413: ["bad_request", "input_too_large"],
  415: ["bad_request", "misconfigured"],
  422: ["bad_request"],
  424: ["server_error"],
  425: ["connection", "overloaded", "server_error"],
  429: ["rate_limit"],
  498: ["auth", "bad_request"],
  499: ["connection"],
  500: ["server_error"],
  501: ["misconfigured", "server_error"],
  502: ["overloaded"],
  503: ["overloaded"],
  504: ["timeout"],
  524: ["timeout", "overloaded", "server_error"],
  529: ["overloaded"],
};

function statusFault(status: number): Fault {
  const empty = status === 204;
  return {
    name: `status-${status}`,
    kind: "status",
    about: `The server answers ${status} ${STATUS_CODES[status] ?? "(no registered name)"}.`,
    expects: codesByStatus[status] as readonly Expected[],
    // A 204 is no error status: what is wrong is the answer that is not there.
    status: empty ? undefined : status,
    play: (exchange) =>
      send(
        exchange,
        empty
          ? { status, headers: { "content-type": undefined, "content-length": undefined } }
          : { status, body: JSON.stringify({ message: `status ${status} on purpose` }) },
      ),
  };
}

function redirectFault(status: number): Fault {
  return {
    name: `redirect-${status}`,
    kind: "redirect",
    about: `The server redirects with ${status}; whoever follows takes key and documents to somebody else.`,
    expects: ["misconfigured"],
    status,
    play: (exchange) => send(exchange, { status, headers: { location: exchange.redirectTo } }),
  };
}

const cap: RetryAfter = { least: 60_000, most: 60_000, orNothing: false };
const sane: RetryAfter = { least: 0, most: 60_000, orNothing: true };

/** What Retry-After may hold (RFC 9110, section 10.2.3: seconds or a date) and what it holds all the same. */
const waits: Readonly<Record<string, { value(): string; says: RetryAfter }>> = {
  seconds: { value: () => "2", says: { least: 2_000, most: 2_000, orNothing: false } },
  zero: { value: () => "0", says: { least: 0, most: 0, orNothing: true } },
  date: { value: () => inSeconds(30), says: { least: 1, most: 31_000, orNothing: false } },
  "past-date": { value: () => inSeconds(-3600), says: { least: 0, most: 0, orNothing: true } },
  "date-years-away": { value: () => inSeconds(10 * 365 * 86_400), says: { ...cap, orNothing: true } },
  day: { value: () => "86400", says: cap },
  huge: { value: () => "9".repeat(400), says: { ...cap, orNothing: true } },
  fraction: { value: () => "2.5", says: { least: 2_000, most: 3_000, orNothing: true } },
  negative: { value: () => "-1", says: { least: 0, most: 0, orNothing: true } },
  garbage: { value: () => "soon", says: sane },
  nan: { value: () => "NaN", says: sane },
  empty: { value: () => "", says: sane },
  twice: { value: () => "2\r\nretry-after: 3", says: sane },
};

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toUTCString();
}

function retryAfterFault(status: number, name: string): Fault {
  const { value, says } = waits[name] as { value(): string; says: RetryAfter };
  return {
    name: `status-${status}-retry-after-${name}`,
    kind: "retry-after",
    about: `The server answers ${status} with a Retry-After of this kind: ${name.replaceAll("-", " ")}.`,
    expects: codesByStatus[status] as readonly Expected[],
    status,
    retryAfter: says,
    play: (exchange) => send(exchange, { status, headers: { "retry-after": value() }, body: "{}" }),
  };
}

/** Answers with a status that is no success: errors, redirects, and what Retry-After may say. */
export const statusFaults: readonly Fault[] = [
  ...Object.keys(codesByStatus).map((status) => statusFault(Number(status))),
  ...[301, 302, 303, 307, 308].map(redirectFault),
  ...[429, 503].flatMap((status) => Object.keys(waits).map((name) => retryAfterFault(status, name))),
];
