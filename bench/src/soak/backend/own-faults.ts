import { gzipSync } from "node:zlib";
import { type Fault, send, sendGood } from "@secondpass/testing/faults";
import { mutateBody } from "@secondpass/testing/http-laws";

/** What these faults count. */
export interface Counts {
  /** Late answers whose client had ended the connection by then. */
  gone: number;
}

const mebibyte = 2 ** 20;

/** Answers after so many milliseconds. */
function late(ms: number, counts: Counts): Fault {
  return {
    name: `late-${ms}`,
    kind: "odd",
    about: `The right answer, ${ms} ms late.`,
    expects: ["answer"],
    play: (exchange) => {
      setTimeout(() => (exchange.socket.destroyed ? void counts.gone++ : sendGood(exchange)), ms);
    },
  };
}

/** As TEI says that it has no room for as many texts (router/src/http/server.rs); a 429 without these words is a rate limit. */
const overloaded: Fault = {
  name: "tei-overloaded",
  kind: "status",
  about: "TEI's own 429.",
  expects: ["overloaded"],
  status: 429,
  play: (exchange) =>
    send(exchange, { status: 429, body: '{"error":"Model is overloaded","error_type":"overloaded"}' }),
};

/** Ends the connection at some moment after the answer, as servers do with those that are idle; the client may be just using it. */
function idleEnd(random: () => number): Fault {
  return {
    name: "idle-end",
    kind: "stale",
    about: "The right answer; within 8 ms the server ends the connection unless it is used again by then.",
    expects: ["answer"],
    play: (exchange) => {
      const { socket } = exchange;
      sendGood(exchange);
      const bytes = socket.bytesRead;
      setTimeout(() => {
        if (socket.bytesRead === bytes) random() < 0.5 ? socket.end() : socket.resetAndDestroy();
      }, random() * 8);
    },
  };
}

/** Two hundred layers: each is more work for whoever unpacks. */
const deep: Fault = {
  name: "encodings-200",
  kind: "size",
  about: "It says that it is packed 200 times.",
  expects: ["malformed", "protocol", "response_too_large"],
  play: (exchange) =>
    send(exchange, {
      headers: { "content-encoding": Array(200).fill("gzip").join(", ") },
      body: gzipSync(JSON.stringify(exchange.good())),
    }),
};

/** A broken variant of the right answer, another one each time; by chance it may be right. */
function mutated(): Fault {
  let seed = 1;
  return {
    name: "mutated",
    kind: "body",
    about: "The right answer with something in it changed.",
    expects: ["answer", "malformed"],
    play: (exchange) => send(exchange, { body: mutateBody(seed++, JSON.stringify(exchange.good())) }),
  };
}

/** As fast as the client reads, without holding it all. */
const gigantic: Fault = {
  name: "body-400-mib",
  kind: "size",
  about: "400 MiB in chunks.",
  expects: ["response_too_large"],
  play({ socket }) {
    const chunk = Buffer.concat([
      Buffer.from(`${mebibyte.toString(16)}\r\n`),
      Buffer.alloc(mebibyte, " "),
      Buffer.from("\r\n"),
    ]);
    let left = 400;
    const step = (): void => {
      if (!socket.destroyed && left-- > 0) socket.write(chunk, step);
    };
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n", step);
  },
};

/** Faults that outages have and the kit lacks. */
export function ownFaults(random: () => number, counts: Counts): readonly Fault[] {
  return [late(5, counts), late(50, counts), overloaded, idleEnd(random), mutated(), deep, gigantic];
}
