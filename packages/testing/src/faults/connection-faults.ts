import type { Socket } from "node:net";
import type { Exchange, Expected, Fault, FaultKind } from "./fault.ts";
import { chunkOf, headOf, sendGood, whileOpen } from "./write.ts";

function fault(kind: FaultKind, expects: readonly Expected[]) {
  return (name: string, about: string, play: (exchange: Exchange, good: string) => void): Fault => ({
    name,
    kind,
    about,
    expects,
    play: (exchange) => play(exchange, JSON.stringify(exchange.good())),
  });
}

const json = { "content-type": "application/json" };
const head = (good: string): string => headOf(200, { ...json, "content-length": String(Buffer.byteLength(good)) });
const half = (text: string): string => text.slice(0, text.length / 2);

/** Ends the connection with RST after `text`. A moment passes first, since a reset may overtake what was written before it. */
function resetAfter(socket: Socket, text: string): void {
  socket.write(text, () => setTimeout(() => socket.resetAndDestroy(), 20));
}

const beforeBody = fault("hang-up", ["connection"]);
/** A body that was cut may look like a broken answer. */
const inBody = fault("hang-up", ["connection", "malformed", "protocol"]);

const hangUps: readonly Fault[] = [
  beforeBody("reset-before-bytes", "RST instead of an answer.", ({ socket }) => socket.resetAndDestroy()),
  beforeBody("fin-before-bytes", "The connection ends without an answer.", ({ socket }) => void socket.end()),
  fault("hang-up", ["connection", "protocol"])(
    "fin-in-headers",
    "It ends in the middle of the headers.",
    ({ socket }, good) => void socket.end(half(head(good))),
  ),
  beforeBody("reset-in-headers", "RST in the middle of the headers.", ({ socket }, good) =>
    resetAfter(socket, half(head(good))),
  ),
  inBody("reset-in-body", "RST in the middle of the body.", ({ socket }, good) =>
    resetAfter(socket, head(good) + half(good)),
  ),
  inBody(
    "fin-in-body",
    "It ends in the middle of a body with a length.",
    ({ socket }, good) => void socket.end(head(good) + half(good)),
  ),
  inBody(
    "fin-in-chunks",
    "It ends in the middle of a chunked body.",
    ({ socket }, good) =>
      void socket.end(headOf(200, { ...json, "transfer-encoding": "chunked" }) + chunkOf(half(good))),
  ),
];

const hang = fault("hang", ["timeout"]);

/** Writes one byte after the other, the same part of the text again and again. */
function drip(socket: Socket, text: string): void {
  let at = 0;
  whileOpen(socket, 10, () => socket.write(text[at++ % text.length] as string));
}

const hangs: readonly Fault[] = [
  hang("hang-before-headers", "No answer, and the connection stays.", () => {}),
  hang("hang-in-headers", "Half the headers, then nothing.", ({ socket }, good) => void socket.write(half(head(good)))),
  hang(
    "hang-in-body",
    "Half the body, then nothing.",
    ({ socket }, good) => void socket.write(head(good) + half(good)),
  ),
  hang("drip-headers", "Headers without end, a byte at a time: each byte looks like progress.", ({ socket }) => {
    socket.write("HTTP/1.1 200 OK\r\n");
    drip(socket, "x-drip: on\r\n");
  }),
  hang("drip-body", "A body without end, a byte at a time.", ({ socket }) => {
    socket.write(headOf(200, { ...json, "content-length": "1000000" }));
    drip(socket, " ");
  }),
  fault("hang", ["timeout", "connection", "protocol"])(
    "information-flood",
    "Early hints (103) without end.",
    ({ socket }) => whileOpen(socket, 10, () => socket.write("HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n")),
  ),
];

const stale = fault("stale", ["answer"]);

/**
 * The first request on a connection is answered; what happens to the next is the fault. So a client that keeps connections
 * always writes its second request into a dead one, which no waiting for the right moment would do as surely.
 */
const staleSockets: readonly Fault[] = [
  stale("stale-reset", "A kept connection is reset as soon as it is used again.", (exchange) =>
    exchange.earlier === 0 ? sendGood(exchange) : void exchange.socket.resetAndDestroy(),
  ),
  stale("stale-end", "A kept connection ends as soon as it is used again.", (exchange) =>
    exchange.earlier === 0 ? sendGood(exchange) : void exchange.socket.end(),
  ),
  stale(
    "stale-closed",
    "The server ends the connection right after an answer that promised to keep it.",
    (exchange) => {
      sendGood(exchange);
      exchange.socket.end();
    },
  ),
];

/** Connections that end too soon, not at all, or between two requests. */
export const connectionFaults: readonly Fault[] = [...hangUps, ...hangs, ...staleSockets];
