import { createServer as createPlain } from "node:net";
import { createServer } from "node:tls";
import { Agent } from "undici";
import { describe, expect, it } from "vitest";
import { answer, startRawServer } from "./__fixtures__/raw-server.ts";
import { createHttp } from "./create-http.ts";

const context = () => ({ signal: new AbortController().signal });
const post = { method: "POST", path: "rerank", body: {} } as const;

/** A connection can be used again a turn of the event loop after its answer. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe("a kept connection that the server has ended", () => {
  it.each([
    ["with a reset", (socket: { resetAndDestroy(): void; end(): void }) => socket.resetAndDestroy()],
    ["in order", (socket: { resetAndDestroy(): void; end(): void }) => socket.end()],
  ])("%s costs no answer: the request goes once more, on a new one", async (_how, end) => {
    await using server = await startRawServer((socket, nth) => {
      // The first request is answered and its connection kept; the second finds it ended.
      if (nth === 1) end(socket);
      else socket.write(answer(`{"nth":${nth}}`));
    });
    const http = createHttp({ provider: "x", baseUrl: server.url });
    await http.json(post, context());
    await settled();
    expect((await http.json(post, context())).json).toEqual({ nth: 2 });
    expect([server.connections, server.requests.length]).toEqual([2, 3]);
    await http.close();
  });

  it("is tried once more only", async () => {
    await using server = await startRawServer((socket, nth) =>
      nth === 0 ? void socket.write(answer("{}")) : void socket.resetAndDestroy(),
    );
    const http = createHttp({ provider: "x", baseUrl: server.url });
    await http.json(post, context());
    await settled();
    await expect(http.json(post, context())).rejects.toMatchObject({ code: "connection" });
    expect(server.requests.length).toBe(3);
    await http.close();
  });
});

it.each([
  ["the first", 1],
  ["a later", 2],
])("%s answer on a connection that ends in the middle is not asked for again", async (_which, nth) => {
  await using server = await startRawServer((socket, at) => {
    if (at < nth - 1) socket.write(answer("{}"));
    else socket.end(answer("{}", { headers: { "content-length": "100" } }));
  });
  const http = createHttp({ provider: "x", baseUrl: server.url });
  for (let call = 1; call < nth; call++) await http.json(post, context());
  await settled();
  await expect(http.json(post, context())).rejects.toMatchObject({ code: "connection" });
  expect(server.requests.length).toBe(nth);
  await http.close();
});

it("a new connection that is reset is not tried again", async () => {
  await using server = await startRawServer((socket) => void socket.resetAndDestroy());
  const http = createHttp({ provider: "x", baseUrl: server.url });
  await expect(http.json(post, context())).rejects.toMatchObject({
    code: "connection",
    message: expect.stringMatching(
      /^x: POST http:\/\/127\.0\.0\.1:\d+\/rerank: the connection failed \((ECONNRESET|UND_ERR_SOCKET)\)$/,
    ),
  });
  expect(server.requests.length).toBe(1);
  await http.close();
});

it("no more requests are under way than there may be connections", async () => {
  let most = 0;
  let now = 0;
  await using server = await startRawServer((socket) => {
    most = Math.max(most, ++now);
    setTimeout(() => {
      now--;
      socket.write(answer("{}"));
    }, 5);
  });
  const http = createHttp({ provider: "x", baseUrl: server.url, connections: 3 });
  await Promise.all(Array.from({ length: 12 }, () => http.json(post, context())));
  expect([most, server.connections]).toEqual([3, 3]);
  await http.close();
});

it("a dispatcher of the caller's is used and stays open", async () => {
  await using server = await startRawServer((socket) => socket.write(answer("{}")));
  const agent = new Agent();
  const http = createHttp({ provider: "x", baseUrl: server.url, dispatcher: agent });
  await http.json(post, context());
  await http.close();
  expect(agent.closed).toBe(false);
  await agent.destroy();
});

describe("what does not answer", () => {
  it("refuses the connection", async () => {
    const server = createPlain();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const http = createHttp({ provider: "x", baseUrl: `http://127.0.0.1:${port}` });
    await expect(http.json(post, context())).rejects.toMatchObject({
      code: "connection",
      message: expect.stringContaining("(ECONNREFUSED)"),
    });
    await http.close();
  });

  it("speaks no TLS on a TLS port", async () => {
    await using server = await startRawServer(() => {});
    const http = createHttp({ provider: "x", baseUrl: server.url.replace("http", "https"), requestTimeoutMs: 200 });
    // The raw server waits for the end of a head that never comes.
    await expect(http.json(post, context())).rejects.toMatchObject({ code: "timeout" });
    await http.close();
  });

  it("is given up on close, so that nothing keeps the process", async () => {
    await using server = await startRawServer(() => {});
    const http = createHttp({ provider: "x", baseUrl: server.url.replace("http", "https"), requestTimeoutMs: 50 });
    await expect(http.json(post, context())).rejects.toMatchObject({ code: "timeout" });
    await http.close();
    await server[Symbol.asyncDispose]();
    await settled();
    expect(process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP"))).toEqual([]);
  });

  it("has no certificate in common", async () => {
    const server = createServer({ ciphers: "PSK" }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const http = createHttp({ provider: "x", baseUrl: `https://127.0.0.1:${port}` });
    await expect(http.json(post, context())).rejects.toMatchObject({ code: "tls" });
    await http.close();
    await new Promise((resolve) => server.close(resolve));
  });
});
