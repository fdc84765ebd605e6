import type { Exchange, Expected, Fault } from "./fault.ts";
import { chunkOf, headOf } from "./write.ts";

/** The parsers of Node's versions name these differently, some not at all: unknown transport errors are `connection`. */
const broken: readonly Expected[] = ["protocol", "connection", "malformed"];

function framingFault(
  name: string,
  about: string,
  bytes: (good: string, exchange: Exchange) => string | Buffer,
): Fault {
  return {
    name,
    kind: "framing",
    about,
    expects: broken,
    play: (exchange) => {
      exchange.socket.end(bytes(JSON.stringify(exchange.good()), exchange));
    },
  };
}

const json = { "content-type": "application/json" };
const lengthOf = (body: string): number => Buffer.byteLength(body);
const answer = (headers: Record<string, string>, body: string): string => headOf(200, { ...json, ...headers }) + body;

/** 200s that are no proper HTTP, and things that are no HTTP at all. */
export const framingFaults: readonly Fault[] = [
  framingFault("not-http", "Something else than a web server listens.", () => "SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n"),
  framingFault("binary", "Bytes without any sense.", () => Buffer.from([0, 1, 2, 0xff, 0xfe, 13, 10, 13, 10])),
  framingFault("status-line-broken", "The status is no number.", (good) =>
    answer({ "content-length": String(lengthOf(good)) }, good).replace(" 200 ", " abc "),
  ),
  framingFault("header-broken", "A header line has neither name nor colon.", (good) =>
    answer({ "content-length": String(lengthOf(good)) }, good).replace("\r\n", "\r\n\u0001\u0002 nonsense\r\n"),
  ),
  framingFault("two-lengths", "There are two content-lengths that differ.", (good) =>
    answer({ "content-length": `${lengthOf(good)}\r\ncontent-length: ${lengthOf(good) + 1}` }, good),
  ),
  framingFault("length-and-chunked", "There is a content-length, and the body is chunked (RFC 9112, 6.3).", (good) =>
    answer({ "content-length": "5", "transfer-encoding": "chunked" }, `${chunkOf(good)}0\r\n\r\n`),
  ),
  framingFault("length-negative", "The content-length is negative.", (good) =>
    answer({ "content-length": "-1" }, good),
  ),
  framingFault(
    "length-too-small",
    "The content-length is 10 less than the body: clients cut it without a word.",
    (good) => answer({ "content-length": String(lengthOf(good) - 10) }, good),
  ),
  framingFault("length-too-large", "The content-length is 10 more than the body, and the connection ends.", (good) =>
    answer({ "content-length": String(lengthOf(good) + 10) }, good),
  ),
  framingFault("chunk-size-broken", "The size of a chunk is no number.", (good) =>
    answer({ "transfer-encoding": "chunked" }, `zz\r\n${good}\r\n0\r\n\r\n`),
  ),
  framingFault("headers-too-large", "The headers are 32 KiB long; Node's parsers stop at 16.", (good) =>
    answer({ "x-long": "h".repeat(32 * 1024), "content-length": String(lengthOf(good)) }, good),
  ),
];
