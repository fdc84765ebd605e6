import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { startProvider } from "../provider-server.ts";
import { infinity } from "./infinity.ts";

/** What a client hears on one connection until it ends. */
async function hear(url: string, requests: readonly string[]): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  for (const body of requests) {
    const length = Buffer.byteLength(body);
    socket.write(
      `POST /rerank HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`,
    );
  }
  let heard = "";
  for await (const chunk of socket) heard += chunk;
  return heard;
}

describe("infinity's connections", () => {
  it("end unannounced after an unpaired surrogate", async () => {
    await using server = await startProvider(infinity, { limits: { keepAliveMs: 0 } });
    const heard = await hear(server.url, [JSON.stringify({ query: "\ud800", documents: ["a"] })]);
    expect(heard).toMatch(/^HTTP\/1\.1 500 /);
    expect(heard).toContain("Internal Server Error");
    expect(heard.toLowerCase()).not.toContain("connection: close");
  });

  it("end unannounced when they have been idle", async () => {
    await using server = await startProvider(infinity, { limits: { keepAliveMs: 30 } });
    const heard = await hear(server.url, [JSON.stringify({ query: "q", documents: ["a"] })]);
    expect(heard).toMatch(/^HTTP\/1\.1 200 /);
    expect(heard.toLowerCase()).not.toMatch(/connection: close|keep-alive/);
  });
});
