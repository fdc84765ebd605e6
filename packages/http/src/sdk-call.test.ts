import { describe, expect, it } from "vitest";
import { answer, startRawServer } from "./__fixtures__/raw-server.ts";
import { createHttp } from "./create-http.ts";
import { callSdk, sdkBaseUrl } from "./sdk-call.ts";

const { signal } = new AbortController();
const bodyOf = (request: string): unknown => JSON.parse(request.slice(request.indexOf("\r\n\r\n")));

/** What SDKs do: some headers of their own, a key, errors of their own. */
async function sdk(fetch: typeof globalThis.fetch, body: unknown): Promise<unknown> {
  const headers = { authorization: "Bearer of-the-sdk", "x-sdk": "yes", "content-type": "application/json" };
  const response = await fetch(`${sdkBaseUrl}/v2/rerank`, { method: "POST", headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`of the SDK: ${response.status}`);
  return response.json();
}

async function call(url: string, check: (json: unknown) => unknown, body: unknown = {}): Promise<unknown> {
  const http = createHttp({ provider: "x", baseUrl: `${url}/base/`, apiKey: "the-key" });
  try {
    const send = (fetch: typeof globalThis.fetch): Promise<unknown> => sdk(fetch, body);
    return await callSdk({ http, provider: "x", context: { signal }, maxAnswerBytes: 1000, send, check });
  } finally {
    await http.close();
  }
}

describe("callSdk", () => {
  it("sends what the SDK makes to the real address, with our key and its other headers", async () => {
    await using server = await startRawServer((socket) => socket.write(answer("{}")));
    await call(server.url, (json) => json, { query: "q" });
    expect(server.requests[0]).toMatch(/^POST \/base\/v2\/rerank HTTP/);
    expect(server.requests[0]).toMatch(/authorization: Bearer the-key\r\n/i);
    expect(server.requests[0]).toMatch(/x-sdk: yes\r\n/i);
    expect(server.requests[0]).not.toContain("of-the-sdk");
  });

  it("sends half surrogate pairs as U+FFFD, and leaves the rest of a text alone", async () => {
    await using server = await startRawServer((socket) => socket.write(answer("{}")));
    await call(server.url, (json) => json, { query: "a\ud800b", documents: ["\\ud800 as text", "\u{1f600}"] });
    expect(bodyOf(server.requests[0] as string)).toEqual({
      query: "a\ufffdb",
      documents: ["\\ud800 as text", "\u{1f600}"],
    });
    expect(server.requests[0]).not.toContain('"a\\ud800');
  });

  it("shows the SDK what the check returns and nothing else of the answer", async () => {
    await using server = await startRawServer((socket) => socket.write(answer('{"kept":1,"left":2}')));
    expect(await call(server.url, (json) => ({ kept: (json as { kept: number }).kept }))).toEqual({ kept: 1 });
  });

  it("throws what the check throws, and what the transport saw, not what the SDK makes of it", async () => {
    await using server = await startRawServer((socket, nth) =>
      socket.write(answer("{}", { status: nth === 0 ? 200 : 503 })),
    );
    const ours = new Error("of the check");
    const check = (): never => {
      throw ours;
    };
    await expect(call(server.url, check)).rejects.toBe(ours);
    await expect(call(server.url, check)).rejects.toMatchObject({ code: "overloaded", status: 503 });
  });

  it("does not believe an SDK that answers in spite of a failure", async () => {
    await using server = await startRawServer((socket) => socket.write(answer("{}", { status: 503 })));
    const http = createHttp({ provider: "x", baseUrl: server.url });
    const send = async (fetch: typeof globalThis.fetch): Promise<unknown> => {
      await fetch(sdkBaseUrl, { method: "POST", body: "{}" });
      return { scores: [] };
    };
    const check = (json: unknown): unknown => json;
    const sdkCall = callSdk({ http, provider: "x", context: { signal }, maxAnswerBytes: 1000, send, check });
    await expect(sdkCall).rejects.toMatchObject({ code: "overloaded" });
    await http.close();
  });

  it("throws an SDK's own error where it sends nothing", async () => {
    const http = createHttp({ provider: "x", baseUrl: "http://127.0.0.1:9" });
    const own = new TypeError("of the SDK");
    const send = (): Promise<never> => Promise.reject(own);
    const check = (json: unknown): unknown => json;
    await expect(callSdk({ http, provider: "x", context: { signal }, maxAnswerBytes: 1000, send, check })).rejects.toBe(
      own,
    );
    await http.close();
  });
});

describe("checkKey", () => {
  it("finds what the first request would, without one", async () => {
    const baseUrl = "http://127.0.0.1:9";
    const keyVariables = ["SECONDPASS_TEST_NO_SUCH_KEY"];
    const missing = createHttp({ provider: "x", baseUrl, keyVariables, keyRequired: true });
    await expect(missing.checkKey()).rejects.toMatchObject({ code: "auth" });
    const inTheClear = createHttp({ provider: "x", baseUrl: "http://rerank.example.com", apiKey: "k" });
    await expect(inTheClear.checkKey()).rejects.toMatchObject({ code: "misconfigured" });
    await expect(createHttp({ provider: "x", baseUrl, apiKey: "k" }).checkKey()).resolves.toBeUndefined();
  });
});
