import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { answer, type Respond, startRawServer } from "./__fixtures__/raw-server.ts";
import { createHttp, type HttpOptions } from "./create-http.ts";

const context = () => ({ signal: new AbortController().signal });
const post = { method: "POST", path: "rerank", body: { query: "q" } } as const;

async function ask(respond: Respond, options: Partial<HttpOptions> = {}) {
  await using server = await startRawServer(respond);
  const http = createHttp({ provider: "x", baseUrl: `${server.url}/v1/`, ...options });
  try {
    const got = await http.json(post, context()).catch((error) => error);
    return { got, requests: server.requests, connections: server.connections };
  } finally {
    await http.close();
  }
}

describe("a request", () => {
  it("is JSON with a key, and asks for nothing compressed", async () => {
    const { got, requests } = await ask((socket) => socket.end(answer('{"a":1}', { headers: { "x-took": "5" } })), {
      apiKey: "secret",
      headers: { "X-Team": "search" },
    });
    expect(got.json).toEqual({ a: 1 });
    expect(got.header("x-took")).toBe("5");
    const [head = "", body] = (requests[0] ?? "").split("\r\n\r\n");
    expect(head.split("\r\n")[0]).toBe("POST /v1/rerank HTTP/1.1");
    expect(head.split("\r\n").slice(2)).toEqual([
      "connection: keep-alive",
      "accept: application/json",
      "accept-encoding: identity",
      "user-agent: secondpass",
      "content-type: application/json",
      "x-team: search",
      "authorization: Bearer secret",
      "content-length: 13",
    ]);
    expect(body).toBe('{"query":"q"}');
  });

  it("carries a call's own headers before those of the options", async () => {
    await using server = await startRawServer((socket) => socket.end(answer("{}")));
    const http = createHttp({ provider: "x", baseUrl: server.url, headers: { a: "1", b: "2" } });
    await http.json({ method: "GET", path: "info" }, { ...context(), headers: { A: "3" } });
    await http.close();
    expect(server.requests[0]).toMatch(/^GET \/info HTTP/);
    expect(server.requests[0]).toMatch(/\r\na: 3\r\n/);
    expect(server.requests[0]).toMatch(/\r\nb: 2\r\n/);
    expect(server.requests[0]).not.toContain("content-type");
  });

  it("may read its own failure, in place of the reader of the options", async () => {
    const busy: Respond = (socket) => socket.end(answer('{"most":8}', { status: 422 }));
    await using server = await startRawServer(busy);
    const http = createHttp({ provider: "x", baseUrl: server.url, readFailure: () => ({ code: "quota" }) });
    const seen: unknown[] = [];
    const readFailure = ({ json }: { readonly json: unknown }) => {
      seen.push(json);
      return { code: "input_too_large" } as const;
    };
    await expect(http.json({ ...post, readFailure }, context())).rejects.toMatchObject({ code: "input_too_large" });
    await expect(http.json(post, context())).rejects.toMatchObject({ code: "quota" });
    await http.close();
    expect(seen).toEqual([{ most: 8 }]);
  });

  it("puts the key where the provider wants it", async () => {
    const keyHeader = (key: string) => ({ "x-api-key": key });
    const { requests } = await ask((socket) => socket.end(answer("{}")), { apiKey: "secret", keyHeader });
    expect(requests[0]).toContain("\r\nx-api-key: secret\r\n");
    expect(requests[0]).not.toContain("authorization");
  });

  it("with a key goes over http to public addresses only where that is allowed", async () => {
    const http = createHttp({ provider: "x", baseUrl: "http://192.0.2.1", apiKey: "secret" });
    await expect(http.json(post, context())).rejects.toMatchObject({ code: "misconfigured" });
    await http.close();
  });
});

describe("an answer that is no success", () => {
  it.each([
    [301, "misconfigured"],
    [307, "misconfigured"],
    [400, "bad_request"],
    [401, "auth"],
    [402, "quota"],
    [403, "auth"],
    [404, "misconfigured"],
    [408, "timeout"],
    [413, "bad_request"],
    [418, "bad_request"],
    [422, "bad_request"],
    [424, "server_error"],
    [429, "rate_limit"],
    [499, "connection"],
    [500, "server_error"],
    [501, "misconfigured"],
    [502, "overloaded"],
    [503, "overloaded"],
    [504, "timeout"],
    [507, "server_error"],
    [529, "overloaded"],
    [204, "protocol"],
  ])("%i is %s, and nothing of its body is told", async (status, code) => {
    const headers = { location: "http://127.0.0.1:9/hunter2", "x-request-id": "req-1", "retry-after": "2" };
    const { got, connections } = await ask((socket) =>
      socket.end(answer(status === 204 ? "" : '{"message":"hunter2"}', { status, headers })),
    );
    expect(got).toMatchObject({ code, status, requestId: "req-1", retryAfterMs: 2000, provider: "x" });
    expect(got.message).toMatch(new RegExp(`^x: POST http://127.0.0.1:\\d+/v1/rerank answered ${status}`));
    expect(JSON.stringify([got.message, got.stack, got.cause, got])).not.toContain("hunter2");
    expect(connections).toBe(1);
  });

  it("is read by the adapter first", async () => {
    const { got } = await ask((socket) => socket.end(answer('{"type":"busy"}', { status: 400 })), {
      readFailure: ({ status, json, text, header }) => {
        expect([status, json, text, header("content-type")]).toEqual([
          400,
          { type: "busy" },
          '{"type":"busy"}',
          "application/json",
        ]);
        return { code: "overloaded", hint: "it is busy" };
      },
    });
    expect(got).toMatchObject({ code: "overloaded", message: expect.stringMatching(/answered 400: it is busy$/) });
  });

  it("is looked at as far as 64 KiB", async () => {
    const big = "x".repeat(3_000_000);
    let seen = 0;
    const { got } = await ask((socket) => socket.end(answer(big, { status: 422 })), {
      readFailure: ({ text }) => {
        seen = text.length;
        return undefined;
      },
    });
    expect([got.code, seen]).toEqual(["bad_request", 65_536]);
  });
});

describe("time", () => {
  it("is the request's own where the call has more", async () => {
    const { got } = await ask(() => {}, { requestTimeoutMs: 30 });
    expect(got).toMatchObject({ code: "timeout", message: expect.stringContaining("no answer within 30 ms") });
  });

  it("ends a body that drips", async () => {
    const { got } = await ask(
      (socket) => {
        socket.write(answer("{}", { headers: { "content-length": "100" } }));
        const timer = setInterval(() => socket.write(" "), 5);
        socket.on("close", () => clearInterval(timer));
      },
      { requestTimeoutMs: 60 },
    );
    expect(got.code).toBe("timeout");
  });

  it("ends with the call, whose own reason comes back", async () => {
    await using server = await startRawServer(() => controller.abort(reason));
    const controller = new AbortController();
    const reason = new Error("the user went away");
    const http = createHttp({ provider: "x", baseUrl: server.url });
    await expect(http.json(post, { signal: controller.signal })).rejects.toBe(reason);
    await expect(http.json(post, { signal: controller.signal })).rejects.toBe(reason);
    expect(server.requests.length).toBe(1);
    await http.close();
  });

  it("leaves no listener on the call's signal", async () => {
    await using server = await startRawServer((socket) => socket.write(answer("{}")));
    const http = createHttp({ provider: "x", baseUrl: server.url });
    const { signal } = new AbortController();
    for (let i = 0; i < 20; i++) await http.json(post, { signal });
    expect(getEventListeners(signal, "abort")).toEqual([]);
    // undici takes a second one where the first has not settled yet.
    expect(server.connections).toBeLessThanOrEqual(2);
    await http.close();
  });
});

it("after close nothing is sent, and what is under way ends", async () => {
  await using server = await startRawServer(() => {});
  const http = createHttp({ provider: "x", baseUrl: server.url });
  const underWay = expect(http.json(post, context())).rejects.toMatchObject({ code: "connection" });
  while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve));
  await http.close();
  await http.close();
  await underWay;
  await expect(http.json(post, context())).rejects.toMatchObject({ code: "connection" });
  expect(server.requests.length).toBe(1);
});
