import { gzipSync } from "node:zlib";
import type { Exchange, Fault, RowsAccess } from "./fault.ts";
import { bentBody, literal, type Row } from "./rows.ts";
import { chunkOf, headOf, send } from "./write.ts";

function odd(name: string, about: string, play: (exchange: Exchange, good: string) => void): Fault {
  return {
    name,
    kind: "odd",
    about,
    expects: ["answer"],
    play: (exchange) => play(exchange, JSON.stringify(exchange.good())),
  };
}

const oddRows = (name: string, about: string, bend: (rows: Row[], access: RowsAccess) => unknown): Fault =>
  odd(name, about, (exchange) => send(exchange, { body: bentBody(exchange, bend) }));

const rows: readonly Fault[] = [
  oddRows("rows-reversed", "The rows come worst first: only their indices say whose they are.", (list) =>
    list.reverse(),
  ),
  oddRows("rows-with-more", "Rows have members that nobody knows, __proto__ and constructor among them.", (list) =>
    list.map((row) => ({ extra: { deep: [null] }, ...row, ...proto, constructor: null })),
  ),
  oddRows("score-exponents", "Scores are written with exponents.", (list, { score }) =>
    list.map((row) => ({ ...row, [score]: literal(Number(row[score]).toExponential()) })),
  ),
];

/** An own member of that name, as JSON.parse makes it. */
const proto: Row = JSON.parse('{"__proto__":{"polluted":true}}');

const json = { "content-type": "application/json" };
const lengthOf = (body: string): string => String(Buffer.byteLength(body));

const writing: readonly Fault[] = [
  odd("blank-around", "The JSON has white space around it.", (exchange, good) =>
    send(exchange, { body: `\r\n\t ${good} \n\n` }),
  ),
  odd("type-shouted", "The content-type is in capitals and has a charset.", (exchange, good) =>
    send(exchange, { headers: { "content-type": 'APPLICATION/JSON; Charset="UTF-8"' }, body: good }),
  ),
  odd("gzip", "The answer is gzip, where the client said that it takes it.", (exchange, good) => {
    const asked = exchange.request.headers["accept-encoding"]?.includes("gzip") === true;
    send(exchange, asked ? { headers: { "content-encoding": "gzip" }, body: gzipSync(good) } : { body: good });
  }),
  odd(
    "chunked",
    "The body comes in chunks with extensions, cut anywhere, and a trailer follows.",
    ({ socket }, good) => {
      const bytes = Buffer.from(good);
      socket.write(headOf(200, { ...json, "transfer-encoding": "chunked", trailer: "x-late" }));
      for (let at = 0; at < bytes.length; at += 7) socket.write(chunkOf(bytes.subarray(at, at + 7)));
      socket.write("0;last=1\r\nx-late: yes\r\n\r\n");
    },
  ),
  odd("byte-by-byte", "The answer comes a byte at a time.", ({ socket }, good) => {
    const bytes = Buffer.from(headOf(200, { ...json, "content-length": lengthOf(good) }) + good);
    let at = 0;
    const step = (): void => {
      if (at >= bytes.length) return;
      socket.write(bytes.subarray(at, ++at), () => setImmediate(step));
    };
    step();
  }),
  odd("in-two-parts", "The second half of the body is late.", ({ socket }, good) => {
    const bytes = Buffer.from(headOf(200, { ...json, "content-length": lengthOf(good) }) + good);
    const half = bytes.length >> 1;
    socket.write(bytes.subarray(0, half));
    setTimeout(() => socket.write(bytes.subarray(half)), 20);
  }),
  odd("until-close", "Neither length nor chunks: the body ends with the connection.", ({ socket }, good) => {
    socket.end(headOf(200, { ...json, connection: "close" }) + good);
  }),
  odd("http-1-0", "The server speaks HTTP/1.0.", ({ socket }, good) => {
    socket.end(headOf(200, { ...json, "content-length": lengthOf(good) }).replace("HTTP/1.1", "HTTP/1.0") + good);
  }),
  odd("information-first", "A 102 and a 103 come before the answer.", (exchange, good) => {
    exchange.socket.write("HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n");
    send(exchange, { body: good });
  }),
  odd("closes-politely", "The answer says that the connection will close, and it does.", (exchange, good) => {
    send(exchange, { headers: { connection: "close" }, body: good });
    exchange.socket.end();
  }),
];

/** Answers that look strange and are right. */
export const oddFaults: readonly Fault[] = [...rows, ...writing];
