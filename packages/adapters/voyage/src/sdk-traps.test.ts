import { getEventListeners } from "node:events";
import type { ServerResponse } from "node:http";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type Served, serve } from "./__fixtures__/serve.ts";
import type { VoyageOptions } from "./options.ts";
import { voyage } from "./voyage.ts";

// What its SDK does to whoever uses it bare, as found in voyageai 0.4.0 (the list is in docs/adapters/voyage.md), must not
// reach whoever uses it through us. One test or more per trap, by its number.

const request = { query: "q", documents: ["a", "b"] };
const rows = [
  { index: 0, relevance_score: 0.9 },
  { index: 1, relevance_score: 0.1 },
];
const good = { data: rows };

const against = (server: Pick<Served, "url">, more: VoyageOptions = {}) =>
  voyage({ apiKey: "k", baseUrl: `${server.url}/v1`, ...more });

function json(body: string, status = 200, headers: Record<string, string> = {}) {
  return (response: ServerResponse): void => {
    response.writeHead(status, { "content-type": "application/json", ...headers }).end(body);
  };
}

const hang = (): void => {};

/** What goes to the console, which the SDK's own warnings do. */
const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
afterEach(() => {
  expect(warned).not.toHaveBeenCalled();
});

/** Timers that keep the process alive. */
const timers = (): number => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

describe("voyageai trap 1: its time limit ends as an error without status or type", () => {
  it("a request's time limit is `timeout`", async () => {
    await using server = await serve(hang);
    await using reranker = against(server, { requestTimeoutMs: 30 });
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "timeout" });
  });

  it("so is the call's budget", async () => {
    await using server = await serve(hang);
    await using reranker = against(server);
    await expect(reranker.rerank(request, { timeoutMs: 30 })).rejects.toMatchObject({ code: "timeout" });
  });
});

describe("voyageai trap 2: an abort ends as an error of the SDK's", () => {
  it("the caller's own reason comes back", async () => {
    const controller = new AbortController();
    const reason = new Error("the user typed on");
    await using server = await serve(() => controller.abort(reason));
    await using reranker = against(server);
    await expect(reranker.rerank(request, { signal: controller.signal })).rejects.toBe(reason);
  });
});

describe("voyageai trap 3: an abort is noticed only after the pause before a retry", () => {
  it("nothing is sent twice, and nothing paused for", async () => {
    await using server = await serve(json('{"detail":"slow down"}', 429, { "retry-after": "50" }));
    await using reranker = against(server);
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "rate_limit", retryAfterMs: 50_000 });
    expect(server.requests).toBe(1);
  });
});

describe("voyageai trap 4: a body that stalls has no time limit", () => {
  const stall = (response: ServerResponse): void => {
    response.writeHead(200, { "content-type": "application/json" }).write('{"data":[');
  };

  it("a request's time limit holds for the body too", async () => {
    await using server = await serve(stall);
    await using reranker = against(server, { requestTimeoutMs: 40 });
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "timeout" });
  });

  it("so does an abort", async () => {
    const controller = new AbortController();
    const reason = new Error("the user typed on");
    await using server = await serve((response) => {
      stall(response);
      setTimeout(() => controller.abort(reason), 20);
    });
    await using reranker = against(server);
    await expect(reranker.rerank(request, { signal: controller.signal })).rejects.toBe(reason);
  });
});

describe("voyageai trap 5: a timer of a minute is left where a connection fails", () => {
  it("no timer is left", async () => {
    const server = await serve(hang);
    await server[Symbol.asyncDispose]();
    await using reranker = against(server);
    await reranker.warmup();
    const before = timers();
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "connection" });
    // One of an earlier test may have rung meanwhile.
    expect(timers()).toBeLessThanOrEqual(before);
  });

  it("nor where the caller aborts", async () => {
    const controller = new AbortController();
    await using server = await serve(() => controller.abort());
    await using reranker = against(server);
    await reranker.warmup();
    const before = timers();
    await expect(reranker.rerank(request, { signal: controller.signal })).rejects.toThrow();
    await new Promise(setImmediate);
    expect(timers()).toBeLessThanOrEqual(before);
  });
});

describe("voyageai trap 6: each call leaves a listener on the caller's signal", () => {
  it("none is left, and no warning printed", async () => {
    const { signal } = new AbortController();
    const warnings: unknown[] = [];
    const note = (warning: unknown): unknown => warnings.push(warning);
    process.on("warning", note);
    await using server = await serve(json(JSON.stringify(good)));
    await using reranker = against(server);
    for (let call = 0; call < 12; call++) await reranker.rerank(request, { signal });
    await new Promise(setImmediate);
    process.off("warning", note);
    expect(getEventListeners(signal, "abort")).toEqual([]);
    expect(warnings).toEqual([]);
  });
});

describe("voyageai trap 7: a success that is no answer resolves", () => {
  it.each([
    ["HTML", "<html></html>", "text/html"],
    ["text that says it is JSON", "busy", "application/json"],
    ["text without a type", "busy", undefined],
    ["an empty body", "", "application/json"],
    ["null", "null", "application/json"],
    ["no data", '{"object":"list"}', "application/json"],
    ["data that are no list", '{"data":{}}', "application/json"],
    ["a row too few", JSON.stringify({ data: [rows[0]] }), "application/json"],
  ])("%s is `malformed`", async (_what, body, type) => {
    await using server = await serve((response) => {
      response.writeHead(200, type === undefined ? {} : { "content-type": type }).end(body);
    });
    await using reranker = against(server);
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "malformed" });
  });
});

describe("voyageai trap 8: an error with a broken body loses its status", () => {
  it.each([
    [401, "auth"],
    [429, "rate_limit"],
    [503, "overloaded"],
  ])("%i is %s all the same", async (status, code) => {
    await using server = await serve(json('{"detail":', status));
    await using reranker = against(server);
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code, status });
  });
});

describe("voyageai trap 9: answers are not checked but warned about on the console", () => {
  it.each([
    ["a score that is text", { data: [{ ...rows[0], relevance_score: "0.9" }, rows[1]] }],
    ["a score that is null", { data: [{ ...rows[0], relevance_score: null }, rows[1]] }],
    ["an index that is text", { data: [{ ...rows[0], index: "0" }, rows[1]] }],
  ])("%s is `malformed`", async (_what, body) => {
    await using server = await serve(json(JSON.stringify(body)));
    await using reranker = against(server);
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "malformed" });
  });

  it("a number beyond numbers is `malformed`", async () => {
    await using server = await serve(json(JSON.stringify(good).replace("0.9", "1e999")));
    await using reranker = against(server);
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "malformed" });
  });

  it.each([
    ["a model that is no text", { ...good, model: 5, object: null }],
    ["a usage that is no object", { ...good, usage: "x" }],
    ["counts that are no numbers", { ...good, usage: { total_tokens: "1" } }],
    ["keys of prototypes", JSON.parse('{"__proto__":{"data":1},"data":[],"constructor":1}')],
  ])("%s costs nobody the answer, or a line on the console", async (_what, body) => {
    await using server = await serve(json(JSON.stringify({ ...body, ...good })));
    await using reranker = against(server);
    const { ranking, usage } = await reranker.rerank(request);
    expect(ranking).toEqual([
      { index: 0, score: 0.9 },
      { index: 1, score: 0.1 },
    ]);
    expect(usage).toEqual({ requests: 1 });
  });
});

describe("voyageai trap 10: what is no text throws an error of the SDK's, an empty list is sent", () => {
  it("a document that is no text is `bad_request`, and nothing is sent", async () => {
    await using server = await serve(json(JSON.stringify(good)));
    await using reranker = against(server);
    const documents = ["a", 5] as readonly string[];
    await expect(reranker.rerank({ query: "q", documents })).rejects.toMatchObject({ code: "bad_request" });
    expect(server.requests).toBe(0);
  });

  it("the empty list is answered without being sent", async () => {
    await using server = await serve(json(JSON.stringify(good)));
    await using reranker = against(server);
    expect((await reranker.rerank({ query: "q", documents: [] })).ranking).toEqual([]);
    expect(server.requests).toBe(0);
  });
});
