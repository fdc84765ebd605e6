import type { Socket } from "node:net";

/** A request as it came in. */
export interface ReceivedRequest {
  readonly method: string;
  /** With its query string. */
  readonly path: string;
  /** By lower-case name; values of repeated headers are joined by ", ". */
  readonly headers: Readonly<Record<string, string>>;
  /** After removing the chunked framing, where there was one. */
  readonly body: Buffer;
  /** The fault that it met; "good" where it was answered well. */
  readonly fault: string;
}

/** A request before it is known what becomes of it. */
export type ParsedRequest = Omit<ReceivedRequest, "fault">;

/** Calls back for each whole request on a connection, in order. What is no HTTP request ends the connection. */
export function readRequests(socket: Socket, onRequest: (request: ParsedRequest) => void): void {
  let pending: Buffer = Buffer.alloc(0);
  socket.on("data", (chunk: Buffer) => {
    pending = Buffer.concat([pending, chunk]);
    try {
      for (let taken = takeRequest(pending); taken; taken = takeRequest(pending)) {
        pending = pending.subarray(taken.end);
        onRequest(taken.request);
      }
    } catch {
      socket.destroy();
    }
  });
}

/** The first request in the bytes, and where it ends; undefined while it is not whole. */
function takeRequest(bytes: Buffer): { readonly request: ParsedRequest; readonly end: number } | undefined {
  const headEnd = bytes.indexOf("\r\n\r\n");
  if (headEnd < 0) return undefined;
  const [first = "", ...lines] = bytes.toString("latin1", 0, headEnd).split("\r\n");
  const [, method, path] = /^([A-Z]+) (\S+) HTTP\/1\.[01]$/.exec(first) ?? [];
  if (method === undefined || path === undefined) throw new Error("not an HTTP request");
  const headers = readHeaders(lines);
  const taken = takeBody(bytes, headEnd + 4, headers);
  return taken && { request: { method, path, headers, body: taken.body }, end: taken.end };
}

function readHeaders(lines: readonly string[]): Record<string, string> {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}

interface Body {
  readonly body: Buffer;
  readonly end: number;
}

function takeBody(bytes: Buffer, start: number, headers: Readonly<Record<string, string>>): Body | undefined {
  if (headers["transfer-encoding"] === "chunked") return takeChunks(bytes, start);
  const end = start + Number(headers["content-length"] ?? 0);
  return bytes.length < end ? undefined : { body: Buffer.from(bytes.subarray(start, end)), end };
}

function takeChunks(bytes: Buffer, start: number): Body | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf("\r\n", at);
    if (lineEnd < 0) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, lineEnd), 16);
    const end = lineEnd + 2 + size + 2;
    if (bytes.length < end) return undefined;
    if (size === 0) return { body: Buffer.concat(chunks), end };
    chunks.push(bytes.subarray(lineEnd + 2, end - 2));
    at = end;
  }
}
