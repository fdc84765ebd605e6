import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import type { Exchange } from "./fault.ts";

/** An answer that HTTP can carry. */
export interface Answer {
  /** Default 200. */
  readonly status?: number | undefined;
  /** Default what RFC 9110 calls the status. */
  readonly reason?: string | undefined;
  /** Beside content-type and content-length; undefined leaves one of those out. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: string | Uint8Array | undefined;
}

/** The status line and the headers, with the empty line that ends them. */
export function headOf(status: number, headers: Readonly<Record<string, string | undefined>>, reason?: string): string {
  const lines = Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [`${name}: ${value}`]));
  return [`HTTP/1.1 ${status} ${reason ?? STATUS_CODES[status] ?? "Unknown"}`, ...lines, "", ""].join("\r\n");
}

/** Sends a whole answer, as JSON unless the headers say otherwise; the connection stays open. */
export function send({ socket }: Pick<Exchange, "socket">, answer: Answer): void {
  const body = Buffer.from((answer.body ?? "") as string);
  const headers = { "content-type": "application/json", "content-length": String(body.length), ...answer.headers };
  socket.write(Buffer.concat([Buffer.from(headOf(answer.status ?? 200, headers, answer.reason), "latin1"), body]));
}

/** Sends the right answer. */
export function sendGood(exchange: Exchange): void {
  send(exchange, { body: JSON.stringify(exchange.good()) });
}

/** One chunk of a chunked body. */
export function chunkOf(data: string | Uint8Array): Buffer {
  const bytes = Buffer.from(data as string);
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from("\r\n")]);
}

/** Calls back again and again until the connection ends. */
export function whileOpen(socket: Socket, everyMs: number, step: () => void): void {
  const timer = setInterval(step, everyMs);
  socket.once("close", () => clearInterval(timer));
}
