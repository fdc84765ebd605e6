import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { RerankRequest } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { teiAndServer } from "./__fixtures__/server.ts";
import { tei } from "./tei.ts";

type Options = Parameters<typeof teiAndServer>[0];
type More = Parameters<typeof teiAndServer>[1];

const request: RerankRequest = { query: "a river", documents: ["the river bank", "coffee"] };
const many = (count: number): readonly string[] => Array.from({ length: count }, (_, at) => `text ${at}`);

/** How one call ends against a server like this, and what it was sent. */
async function called(options: Options, more?: More, asked = request) {
  const { reranker, server } = await teiAndServer(options, more);
  await using _ = reranker;
  const ended = await reranker.rerank(asked).then(
    (response) => ({ response, error: undefined }),
    (error) => ({ response: undefined, error }),
  );
  return { ...ended, requests: server.requests };
}

/** What a call rejects with where this very answer comes. */
async function failureUnder(status: number, type: string, body: string): Promise<unknown> {
  const server = createServer((_, response) => response.writeHead(status, { "content-type": type }).end(body));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  await using reranker = tei({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  try {
    return await reranker.rerank(request).catch((error) => error);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe("tei trap 1: error_type is capitalised, though its documentation has it in lower case", () => {
  it.each(["Overloaded", "overloaded"])("%s is overloaded", async (error_type) => {
    const body = JSON.stringify({ error: "Model is overloaded", error_type });
    expect(await failureUnder(429, "application/json", body)).toMatchObject({ code: "overloaded", status: 429 });
  });
});

describe("tei trap 2: an empty list, and an empty query with an empty text, are refused", () => {
  it("neither is sent", async () => {
    const empty = await called({}, {}, { query: "a river", documents: [] });
    expect([empty.response?.ranking, empty.requests]).toEqual([[], []]);
    const blank = await called({}, {}, { query: "a river", documents: ["", " "] });
    expect(blank.response?.ranking.map(({ score }) => score)).toEqual([null, null]);
    expect(blank.requests).toEqual([]);
  });
});

describe("tei trap 3: what its web framework refuses has a body that is no JSON", () => {
  it.each([400, 415, 422])("%i is bad_request", async (status) => {
    const error = await failureUnder(status, "text/plain; charset=utf-8", "Failed to parse the request body as JSON");
    expect(error).toMatchObject({ code: "bad_request", status });
  });
});

describe("tei trap 4: a wrong key has no body at all", () => {
  it("it is auth", async () => {
    const { error } = await called({ apiKey: "right" }, { apiKey: "wrong" });
    expect(error).toMatchObject({ code: "auth", status: 401 });
  });
});

describe("tei trap 5: a body over 2,000,000 bytes is refused while it is being sent", () => {
  it("none is sent", async () => {
    const documents = many(40).map((text) => `${text} ${"river ".repeat(20_000)}`);
    const { response, requests } = await called({}, {}, { query: "a river", documents });
    expect(response?.outcome).toMatchObject({ kind: "reranked", scored: 40 });
    expect(Math.max(...requests.map(({ bytes }) => bytes))).toBeLessThan(2_000_000);
  });
});

describe("tei trap 6: too many texts are 413 until 1.8 and 422 since 1.9, as are other things", () => {
  it.each([413, 422] as const)("%i is answered by parts of the list", async (tooMuchStatus) => {
    const options = { limits: { maxDocuments: 8 }, flags: { tooMuchStatus } };
    const { response, requests } = await called(options, {}, { query: "a river", documents: many(20) });
    expect(response?.outcome).toMatchObject({ kind: "reranked", scored: 20 });
    expect(requests).toHaveLength(4);
  });
});

describe("tei trap 7: too long a text has the same status as too many", () => {
  it("it is input_too_large, and the list is not asked for again in parts", async () => {
    const documents = ["coffee", "river ".repeat(3_000)];
    const { error, requests } = await called({}, { truncate: false }, { query: "a river", documents });
    expect(error).toMatchObject({ code: "input_too_large" });
    expect(requests).toHaveLength(1);
  });
});

describe("tei trap 8: a server with a default prompt refuses every list", () => {
  it("it is misconfigured", async () => {
    const { error } = await called({ flags: { defaultPrompt: true } });
    expect(error).toMatchObject({ code: "misconfigured", status: 422 });
  });
});

describe("tei trap 9: 424 is a model that failed, or one that is no reranker", () => {
  it("a failure of the model may pass", async () => {
    const { error } = await called({ fail: { status: 424, text: "score is NaN" } });
    expect(error).toMatchObject({ code: "server_error", status: 424 });
  });

  it("another model has to be put there", async () => {
    const { error } = await called({ flags: { modelType: "embedding" } });
    expect(error).toMatchObject({ code: "misconfigured", status: 424 });
  });
});

describe("tei trap 10: 429 is a lack of permits, and tells no time to wait", () => {
  it("it is overloaded, where a provider's 429 is a rate limit", async () => {
    const { error } = await called({ fail: { status: 429, text: "Model is overloaded" } });
    expect(error).toMatchObject({ code: "overloaded", status: 429 });
    expect(error.retryAfterMs).toBeUndefined();
  });

  it("a list with more texts than permits, which never succeeds, is sent in parts", async () => {
    const { response } = await called({ limits: { maxConcurrent: 4 } }, {}, { query: "a river", documents: many(10) });
    expect(response?.outcome).toMatchObject({ kind: "reranked", scored: 10 });
  });
});
