import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { answer, startRawServer } from "./__fixtures__/raw-server.ts";
import { createHttp } from "./create-http.ts";

async function read(bytes: Buffer, maxAnswerBytes?: number) {
  await using server = await startRawServer((socket) => socket.end(bytes));
  const http = createHttp({ provider: "x", baseUrl: server.url });
  const request = { method: "GET", path: "", maxAnswerBytes } as const;
  try {
    return await http.json(request, { signal: new AbortController().signal }).then(
      ({ json }) => json,
      (error) => error,
    );
  } finally {
    await http.close();
  }
}
const text = '{"é":"✓"}';
const json = JSON.parse(text);

describe("an answer is read", () => {
  it.each([
    ["plain", answer(text)],
    ["with a charset", answer(text, { headers: { "content-type": "application/json; charset=utf-8" } })],
    ["as problem+json", answer(text, { headers: { "content-type": "application/problem+json" } })],
    ["with a byte order mark", answer(`\ufeff${text}`)],
    ["with gzip", answer(gzipSync(text), { headers: { "content-encoding": "gzip" } })],
    ["with deflate", answer(deflateSync(text), { headers: { "content-encoding": "deflate" } })],
    ["with brotli", answer(brotliCompressSync(text), { headers: { "content-encoding": "br" } })],
    ["in chunks", Buffer.from("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n3\r\n[1,\r\n2\r\n2]\r\n0\r\n\r\n")],
  ])("%s", async (name, bytes) => {
    expect(await read(bytes)).toEqual(name === "in chunks" ? [1, 2] : json);
  });
});

describe("an answer is refused", () => {
  it.each([
    ["empty", answer(""), "malformed"],
    ["HTML", answer("<html>hunter2", { headers: { "content-type": "text/html" } }), "malformed"],
    ["cut", answer('{"a": "hunter2'), "malformed"],
    ["of two values", answer("{}{}"), "malformed"],
    ["with NaN", answer('{"a": NaN, "b": "hunter2"}'), "malformed"],
    ["with broken UTF-8", answer(Buffer.from([0x22, 0xff, 0x22])), "malformed"],
    ["with cut gzip", answer(gzipSync(text).subarray(0, 15), { headers: { "content-encoding": "gzip" } }), "malformed"],
    ["that only claims gzip", answer(text, { headers: { "content-encoding": "gzip" } }), "malformed"],
    [
      "with six encodings",
      answer(text, { headers: { "content-encoding": "gzip, gzip, gzip, gzip, gzip, gzip" } }),
      "protocol",
    ],
    ["with unknown encoding", answer(text, { headers: { "content-encoding": "zstd" } }), "protocol"],
    ["shorter than it says", answer(text, { headers: { "content-length": "100" } }), "connection"],
    ["that is not HTTP", Buffer.from("SSH-2.0-hunter2\r\n\r\n"), "protocol"],
    [
      "with two lengths",
      Buffer.from("HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}"),
      "protocol",
    ],
    ["with headers beyond 16 KiB", answer("{}", { headers: { "x-big": "a".repeat(20_000) } }), "protocol"],
    ["that ends in its headers", Buffer.from("HTTP/1.1 200 OK\r\ncontent-"), "connection"],
    ["of nothing", Buffer.alloc(0), "connection"],
  ])("%s", async (_name, bytes, code) => {
    const error = await read(bytes);
    expect(error).toMatchObject({ name: "RerankError", code });
    expect(JSON.stringify([error.message, error.stack, error.cause?.message])).not.toContain("hunter2");
  });
});

describe("a limit on its bytes", () => {
  const list = JSON.stringify(Array(1000).fill(0));

  it.each([
    ["plain", answer(list)],
    ["decompressed", answer(gzipSync(list), { headers: { "content-encoding": "gzip" } })],
  ])("counts them %s", async (_name, bytes) => {
    expect(await read(bytes, list.length)).toHaveLength(1000);
    expect(await read(bytes, list.length - 1)).toMatchObject({ code: "response_too_large" });
  });

  it("holds for a bomb of 512 MB, in little memory", async () => {
    const bomb = Buffer.concat(Array(512).fill(gzipSync(Buffer.alloc(1 << 20))));
    const before = process.memoryUsage.rss();
    expect(await read(answer(bomb, { headers: { "content-encoding": "gzip" } }))).toMatchObject({
      code: "response_too_large",
    });
    expect(process.memoryUsage.rss() - before).toBeLessThan(64 << 20);
  });
});
