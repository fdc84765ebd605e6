import { execFile } from "node:child_process";
import { once } from "node:events";
import { Agent } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { exchange, json } from "./__fixtures__/exchange.ts";
import type { Dialect } from "./dialect.ts";
import { dialects } from "./dialects.ts";
import { startProvider } from "./provider-server.ts";

const all = Object.values<Dialect>(dialects);
const headers = { "content-type": "application/json", authorization: "Bearer test-key" };
const models: Readonly<Record<string, string>> = {
  cohere: "rerank-v3.5",
  voyage: "rerank-2.5",
  jina: "jina-reranker-v3",
  together: "m",
};
const lists: Readonly<Record<string, string>> = { tei: "texts", mixedbread: "input" };

/** A request that the dialect takes. */
function requestTo({ name, path }: Dialect) {
  const body = { query: "red fox", [lists[name] ?? "documents"]: ["a whale", "a red fox"], model: models[name] };
  return { path, headers, body: JSON.stringify(body) };
}

/** Indices in the order in which they stand in an answer, wherever its rows are. */
function indicesIn(text: string): readonly number[] {
  return [...text.matchAll(/"index":(\d+)/g)].map(([, index]) => Number(index));
}

describe.each(all)("a server that speaks $name", (dialect) => {
  it("ranks, and notes what it was asked", async () => {
    await using server = await startProvider(dialect);
    const sent = requestTo(dialect);
    const got = await exchange(server.url, sent);
    expect([got.status, indicesIn(got.text)]).toEqual([200, [1, 0]]);
    const [seen] = server.requests;
    expect(server.requests.length).toBe(1);
    expect([seen?.method, seen?.path, seen?.text, seen?.bytes]).toEqual([
      "POST",
      sent.path,
      sent.body,
      sent.body.length,
    ]);
    expect([seen?.json, seen?.headers.authorization]).toEqual([JSON.parse(sent.body), headers.authorization]);
    expect(seen && dialect.asked(seen)).toEqual({ query: "red fox", documents: ["a whale", "a red fox"] });
  });

  it("builds the payload that it sends from rows", async () => {
    await using server = await startProvider(dialect, { score: (_query, _document, index) => index });
    const got = await exchange(server.url, requestTo(dialect));
    const [seen] = server.requests;
    const rows = [1, 0].map((index) => ({ index, score: index }));
    expect(seen && JSON.stringify(dialect.payload(rows, seen))).toBe(got.text);
  });

  it("sends rows in another order", async () => {
    await using server = await startProvider(dialect, { permute: (rows) => rows.toReversed() });
    expect(indicesIn((await exchange(server.url, requestTo(dialect))).text)).toEqual([0, 1]);
  });

  it("sends another answer, but still refuses what it refuses", async () => {
    await using server = await startProvider(dialect, { answer: { value: ["whatever"] } });
    const got = await exchange(server.url, requestTo(dialect));
    expect([got.status, json(got)]).toEqual([200, ["whatever"]]);
    expect((await exchange(server.url, { ...requestTo(dialect), body: "{}" })).status).toBeGreaterThanOrEqual(400);
  });

  it("fails on cue in its own shape, invalid requests too", async () => {
    const fail = { status: 503, text: "down for a while", headers: { "retry-after": "7" } };
    await using server = await startProvider(dialect, { fail });
    const got = await exchange(server.url, { ...requestTo(dialect), body: "{}" });
    const { contentType, body } = dialect.errorBody(503, "down for a while");
    expect([got.status, got.headers["content-type"], got.headers["retry-after"], got.text]).toEqual([
      503,
      contentType,
      "7",
      body,
    ]);
    expect(body).toContain("down for a while");
    expect(server.requests.length).toBe(1);
  });

  it("leaves probes and unknown paths out of its requests", async () => {
    await using server = await startProvider(dialect);
    expect((await exchange(server.url, { path: "/nope", headers })).status).toBe(404);
    await exchange(server.url, { method: "GET", path: "/health", headers });
    expect(server.requests).toEqual([]);
  });
});

describe("a provider's server", () => {
  const { tei } = dialects;

  it("hangs on cue until it is closed", async () => {
    const server = await startProvider(tei, { hang: true });
    const lost = exchange(server.url, requestTo(tei)).catch((error: NodeJS.ErrnoException) => error.code);
    while (server.requests.length === 0) await new Promise(setImmediate);
    await server.close();
    expect(await lost).toBe("ECONNRESET");
  });

  it("hangs on rerank requests alone", async () => {
    await using server = await startProvider(tei, { hang: true });
    expect((await exchange(server.url, { method: "GET", path: "/health" })).status).toBe(200);
  });

  it("counts connections, and reuses them", async () => {
    await using server = await startProvider(tei);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    await exchange(server.url, requestTo(tei), agent);
    await exchange(server.url, requestTo(tei), agent);
    agent.destroy();
    expect(server.connections).toBe(1);
    await exchange(server.url, requestTo(tei));
    expect(server.connections).toBe(2);
  });

  it("closes any number of times, ends open sockets and listens no more", async () => {
    const server = await startProvider(tei, { delayMs: 60_000 });
    const idle = connect(Number(new URL(server.url).port), "127.0.0.1");
    await once(idle, "connect");
    const lost = exchange(server.url, requestTo(tei)).catch((error: NodeJS.ErrnoException) => error.code);
    while (server.requests.length === 0) await new Promise(setImmediate);
    const ended = once(idle, "close");
    await Promise.all([server.close(), server.close()]);
    await server[Symbol.asyncDispose]();
    await ended;
    expect(await lost).toBe("ECONNRESET");
    await expect(exchange(server.url, requestTo(tei))).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });

  it("lets the process exit once it is closed, in the midst of a delayed and of a hanging request", async () => {
    const script = join(import.meta.dirname, "__fixtures__", "close-and-exit.js");
    const { stdout } = await promisify(execFile)(process.execPath, [script], { timeout: 50_000 });
    expect(stdout).toBe("lost,lost\n");
  });

  it("holds an accepted request back, a refused one not", async () => {
    await using server = await startProvider(tei, { delayMs: 60_000 });
    expect((await exchange(server.url, { ...requestTo(tei), body: "{}" })).status).toBe(422);
    expect(await heldBack(server.url)).toBe(true);
  });

  it("frees what a client who went away was holding", async () => {
    await using server = await startProvider(tei, { delayMs: 60_000, limits: { maxConcurrent: 2 } });
    const gone = new AbortController();
    const lost = fetch(`${server.url}/rerank`, { method: "POST", ...requestTo(tei), signal: gone.signal }).catch(
      () => "gone",
    );
    while (server.requests.length === 0) await new Promise(setImmediate);
    expect((await exchange(server.url, requestTo(tei))).status).toBe(429);
    gone.abort();
    expect(await lost).toBe("gone");
    // Ends by the test's own limit where it is never freed.
    while (!(await heldBack(server.url))) await new Promise(setImmediate);
  });

  /** Whether a request is taken, and so delayed, rather than refused at once. It is abandoned either way. */
  async function heldBack(url: string): Promise<boolean> {
    const enough = AbortSignal.timeout(100);
    return fetch(`${url}/rerank`, { method: "POST", ...requestTo(tei), signal: enough }).then(
      () => false,
      () => enough.aborted,
    );
  }
});
