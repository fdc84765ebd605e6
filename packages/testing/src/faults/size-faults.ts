import { gzipSync } from "node:zlib";
import type { Exchange, Expected, Fault } from "./fault.ts";
import { chunkOf, headOf, send, whileOpen } from "./write.ts";

const mebibyte = 2 ** 20;
/** Shared by all that is written, so that the server's own memory does not grow beside the client's. */
const blanks: Buffer = Buffer.alloc(mebibyte, " ");
const blankChunk: Buffer = chunkOf(blanks);

/** Writes the bytes 64 times, as fast as the client reads, then calls back. Stops where the connection ends. */
function write64({ socket }: Exchange, bytes: Buffer, then: () => void): void {
  let left = 64;
  const step = (): void => {
    if (socket.destroyed) return;
    if (left-- === 0) then();
    else socket.write(bytes, step);
  };
  step();
}

/**
 * 512 MiB of zeros in half a megabyte: a gzip stream may consist of members (RFC 1952, 2.2), so one member for a mebibyte is
 * made and sent 512 times, without ever holding the whole.
 */
function bomb(): Buffer {
  const member = gzipSync(Buffer.alloc(mebibyte));
  return Buffer.concat(Array(512).fill(member));
}

function sizeFault(name: string, about: string, play: Fault["play"], more: readonly Expected[] = []): Fault {
  return { name, kind: "size", about, expects: ["response_too_large", ...more], play };
}

const json = { "content-type": "application/json" };

/** Answers that are too much for anybody's memory. */
export const sizeFaults: readonly Fault[] = [
  sizeFault("gzip-bomb", "Half a megabyte of gzip that unpacks to 512.", (exchange) =>
    send(exchange, { headers: { "content-encoding": "gzip" }, body: bomb() }),
  ),
  sizeFault("huge", "The right answer behind 64 MiB of white space.", (exchange) => {
    const good = JSON.stringify(exchange.good());
    const length = 64 * mebibyte + Buffer.byteLength(good);
    exchange.socket.write(headOf(200, { ...json, "content-length": String(length) }));
    write64(exchange, blanks, () => exchange.socket.write(good));
  }),
  // The status says enough: it may be told without reading on.
  sizeFault(
    "huge-error",
    "A 500 with a text of 64 MiB.",
    (exchange) => {
      exchange.socket.write(headOf(500, { "content-type": "text/plain", "content-length": String(64 * mebibyte) }));
      write64(exchange, blanks, () => {});
    },
    ["server_error"],
  ),
  sizeFault("endless", "A body that never ends: 64 MiB at once, then a drip.", (exchange) => {
    exchange.socket.write(headOf(200, { ...json, "transfer-encoding": "chunked" }));
    write64(exchange, blankChunk, () =>
      whileOpen(exchange.socket, 20, () => exchange.socket.write(chunkOf("          "))),
    );
  }),
];
