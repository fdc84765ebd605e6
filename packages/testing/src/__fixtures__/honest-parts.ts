import type { IncomingHttpHeaders, IncomingMessage } from "node:http";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { type RerankErrorCode, type RerankRequest, rerankError } from "@secondpass/core";

const wellFormed = (text: string): string => Buffer.from(text).toString();
const largestAnswer = 2 ** 20;

/** Where requests go. */
export function urlOf(baseUrl: string): URL {
  const url = new URL(baseUrl);
  if (url.username || url.password) throw new TypeError("the base URL must hold neither user nor password");
  return new URL(`${baseUrl.replace(/\/+$/, "")}/v1/rerank`);
}

export function headersOf(apiKey: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "accept-encoding": "gzip",
    ...(apiKey === "" ? {} : { authorization: `Bearer ${apiKey}` }),
  };
}

export function checkKey(apiKey: string): void {
  if (!/^[\x21-\x7e]*$/.test(apiKey)) throw new TypeError("the API key must be visible ASCII");
}

export function bodyOf({ query, documents }: RerankRequest): string {
  return JSON.stringify({ model: "m", query: wellFormed(query), documents: documents.map(wellFormed) });
}

export function codeOf(status: number): RerankErrorCode {
  const codes: Record<number, RerankErrorCode> = {
    401: "auth", 402: "quota", 403: "auth", 404: "misconfigured", 405: "misconfigured", 408: "timeout", 410: "misconfigured",
    425: "overloaded", 424: "server_error", 429: "rate_limit", 498: "auth", 499: "connection", 501: "misconfigured",
    502: "overloaded", 503: "overloaded", 504: "timeout", 524: "timeout", 529: "overloaded",
  };
  if (status < 400) return "misconfigured";
  return codes[status] ?? (status < 500 ? "bad_request" : "server_error");
}

export function waitOf(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const date = /^[A-Z][a-z]{2}, \d/.test(header) ? Date.parse(header) - Date.now() : Number.NaN;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : date;
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), 60_000);
}

/** An error that says status and code and quotes nothing. */
export function failure(status: number, code: RerankErrorCode, headers: IncomingHttpHeaders, _text: string): Error {
  const retryAfterMs = waitOf(headers["retry-after"]);
  return rerankError(code, `the service answered ${status}`, { status, retryAfterMs });
}

/** The body after decoding, up to a limit. */
export async function readBody(message: IncomingMessage, limit = largestAnswer): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of decoded(message)) {
    size += chunk.length;
    if (size > limit) throw rerankError("response_too_large", `the answer is larger than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function decoded(message: IncomingMessage): Readable {
  const encoding = message.headers["content-encoding"] ?? "identity";
  if (encoding === "gzip") return pipeline(message, createGunzip(), () => {}) as unknown as Readable;
  if (encoding === "identity") return message;
  message.destroy();
  throw rerankError("malformed", "the answer is packed in a way that was not asked for");
}

export function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw rerankError("malformed", "the answer is no JSON");
  }
}

export interface WireRow {
  readonly index: number;
  readonly score: number;
}

export function rowsOf(payload: unknown): WireRow[] {
  const results = (payload as { results?: unknown } | null)?.results;
  if (!Array.isArray(results)) throw rerankError("malformed", "the answer has no list of results");
  return results.map((row) => {
    const score = row?.relevance_score;
    if (typeof score !== "number") throw rerankError("malformed", "a row has no score");
    return { index: row.index, score };
  });
}

/** What the transport threw, by code. */
export function transportError(error: NodeJS.ErrnoException): Error {
  if (error.code?.startsWith("HPE_")) return rerankError("protocol", "the answer is no HTTP");
  if (error.code?.startsWith("Z_")) return rerankError("malformed", "the answer cannot be unpacked");
  return error;
}
