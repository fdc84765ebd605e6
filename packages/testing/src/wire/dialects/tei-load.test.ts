import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { exchange } from "../__fixtures__/exchange.ts";
import { startProvider } from "../provider-server.ts";
import { tei } from "./tei.ts";

describe("tei refuses", () => {
  it("a text too many for the permits that are left: 429", async () => {
    await using server = await startProvider(tei, { limits: { maxConcurrent: 4 }, delayMs: 600_000 });
    const body = JSON.stringify({ query: "q", texts: ["a", "b"] });
    const sent = { path: tei.path, headers: { "content-type": "application/json" }, body };
    const calls = Array.from({ length: 3 }, () => exchange(server.url, sent));
    const settled = Promise.allSettled(calls);
    // The two that are taken are held back, so that whoever answers was refused.
    const refused = await Promise.race(calls);
    expect([refused.status, refused.text]).toEqual([429, '{"error":"Model is overloaded","error_type":"Overloaded"}']);
    await server.close();
    expect((await settled).filter(({ status }) => status === "rejected").length).toBe(2);
  });

  it("a body over the payload limit: 413 before it is sent, and the socket ends", async () => {
    await using server = await startProvider(tei);
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write(
      "POST /rerank HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 2000001\r\n\r\n{",
    );
    let heard = "";
    for await (const chunk of socket) heard += chunk;
    const [head = "", text] = heard.split("\r\n\r\n");
    expect([head.split("\r\n")[0], text]).toEqual([
      "HTTP/1.1 413 Payload Too Large",
      "Failed to buffer the request body: length limit exceeded",
    ]);
    expect(head.toLowerCase()).toContain("connection: close");
    expect(server.requests.map(({ complete }) => complete)).toEqual([false]);
  });

  it("a chunked body over the payload limit: 413", async () => {
    await using server = await startProvider(tei, { limits: { maxBodyBytes: 8 } });
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.write(
      "POST /rerank HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n9\r\n123456789\r\n",
    );
    let heard = "";
    for await (const chunk of socket) heard += chunk;
    expect(heard).toContain("413 Payload Too Large");
  });
});
