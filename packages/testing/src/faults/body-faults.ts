import { gzipSync } from "node:zlib";
import type { Exchange, Expected, Fault } from "./fault.ts";
import { type Answer, send } from "./write.ts";

type Make = (good: string, exchange: Exchange) => Answer;

function bodyFault(name: string, about: string, make: Make, expects: readonly Expected[] = ["malformed"]): Fault {
  const play: Fault["play"] = (exchange) => send(exchange, make(JSON.stringify(exchange.good()), exchange));
  return { name: `body-${name}`, kind: "body", about, expects, play };
}

/** A reader may take it or refuse it. */
const either: readonly Expected[] = ["answer", "malformed"];
const html = { "content-type": "text/html" };

const notJson: readonly Fault[] = [
  bodyFault("html", "A proxy's page of HTML with status 200.", () => ({
    headers: html,
    body: "<!doctype html><title>It works</title>",
  })),
  bodyFault("html-as-json", "HTML that calls itself JSON.", () => ({ body: "<html></html>" })),
  bodyFault("empty", "Nothing at all.", () => ({ body: "" })),
  bodyFault("blank", "White space alone.", () => ({ body: " \r\n\t" })),
  bodyFault("text", "Plain text.", () => ({ headers: { "content-type": "text/plain" }, body: "OK" })),
  bodyFault("undefined", "The word undefined.", () => ({ body: "undefined" })),
  bodyFault("truncated", "The first half of the JSON, as long as its content-length says.", (good) => ({
    body: good.slice(0, good.length / 2),
  })),
  bodyFault("trailing-comma", "A comma before the last bracket.", (good) => ({
    body: `${good.slice(0, -1)},${good.at(-1)}`,
  })),
  bodyFault("twice", "Two JSON values, one after the other.", (good) => ({ body: `${good}\n${good}` })),
  bodyFault("comment", "JSON with a comment.", (good) => ({ body: `/* ok */ ${good}` })),
  bodyFault("event-stream", "Server-sent events.", (good) => ({
    headers: { "content-type": "text/event-stream" },
    body: `data: ${good}\n\n`,
  })),
  bodyFault("unclosed", "A hundred thousand brackets that nobody closes.", () => ({ body: "[".repeat(100_000) })),
];

const almostJson: readonly Fault[] = [
  bodyFault(
    "byte-order-mark",
    "The right answer behind a UTF-8 byte order mark.",
    (good) => ({ body: `\uFEFF${good}` }),
    either,
  ),
  bodyFault("utf-16", "The right answer in UTF-16.", (good) => ({ body: Buffer.from(good, "utf16le") })),
  bodyFault("invalid-utf-8", "A byte that is no UTF-8, between two tokens.", (good) => ({
    body: Buffer.concat([Buffer.from(good.slice(0, 1)), Buffer.from([0xff]), Buffer.from(good.slice(1))]),
  })),
  bodyFault(
    "wrong-type",
    "The right answer, as HTML by its content-type.",
    (good) => ({ headers: html, body: good }),
    either,
  ),
  bodyFault(
    "no-type",
    "The right answer without a content-type.",
    (good) => ({ headers: { "content-type": undefined }, body: good }),
    either,
  ),
  bodyFault("deep", "The rows are a hundred thousand lists deep.", (_, { rows: { list } }) => {
    const deep = "[".repeat(100_000) + "]".repeat(100_000);
    return { body: list === undefined ? deep : `{${JSON.stringify(list)}:${deep}}` };
  }),
  bodyFault(
    "rows-replaced",
    "The rows are there, and a second time as an empty list: the last one counts.",
    (good, { rows: { list } }) => ({
      body: list === undefined ? "[]" : `${good.slice(0, -1)},${JSON.stringify(list)}:[]}`,
    }),
  ),
];

const broken: readonly Expected[] = ["malformed", "connection", "protocol"];
const gzip = { "content-encoding": "gzip" };

const encodings: readonly Fault[] = [
  bodyFault(
    "gzip-truncated",
    "The first half of the gzip stream; fetch takes what there is for the whole.",
    (good) => {
      const packed = gzipSync(good);
      return { headers: gzip, body: packed.subarray(0, packed.length / 2) };
    },
    broken,
  ),
  bodyFault("gzip-lie", "It claims to be gzip and is plain.", (good) => ({ headers: gzip, body: good }), broken),
  bodyFault(
    "gzip-unasked",
    "It is gzip whether or not that was asked for.",
    (good) => ({ headers: gzip, body: gzipSync(good) }),
    either,
  ),
  bodyFault(
    "encoding-unknown",
    "It names an encoding that does not exist.",
    (good) => ({
      headers: { "content-encoding": "rot13" },
      body: Buffer.from(good).map((byte) => byte ^ 13),
    }),
    broken,
  ),
  bodyFault(
    "six-encodings",
    "It is packed six times: each layer more is more work for the reader (CVE-2026-22036).",
    (good) => ({
      headers: { "content-encoding": Array(6).fill("gzip").join(", ") },
      body: Array(6)
        .fill(0)
        .reduce<Buffer>((packed) => gzipSync(packed), Buffer.from(good)),
    }),
    broken,
  ),
];

/** A 200 whose bytes are no JSON, hardly JSON, or cannot be unpacked. */
export const bodyFaults: readonly Fault[] = [...notJson, ...almostJson, ...encodings];
