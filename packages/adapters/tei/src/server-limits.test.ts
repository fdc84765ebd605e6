import { describe, expect, it } from "vitest";
import { teiAndServer } from "./__fixtures__/server.ts";

const many = (count: number) => ({
  query: "a river",
  documents: Array.from({ length: count }, (_, at) => `text ${at}${at % 7 === 0 ? " river" : ""}`),
});
const sizes = (requests: readonly { readonly json: unknown }[]) =>
  requests.map(({ json }) => (json as { texts: readonly string[] }).texts.length);

describe("a server with few permits", () => {
  // Four permits, one for each text: a request with more never succeeds, and two with three each not at once.
  const small = { limits: { maxDocuments: 32, maxConcurrent: 4 }, delayMs: 5 };

  it("gives a full answer, though nothing was known of it", async () => {
    const { reranker, server } = await teiAndServer(small);
    await using _ = reranker;
    const { outcome, ranking } = await reranker.rerank(many(70));
    expect(outcome).toMatchObject({ kind: "reranked", scored: 70 });
    expect(new Set(ranking.map(({ index }) => index)).size).toBe(70);
    // Three pieces of 24, 24 and 22 were refused once each; after that no request was.
    expect(sizes(server.requests).filter((size) => size > 4)).toEqual([24, 24, 22]);
    expect(reranker.traits.limits?.maxDocuments).toBe(4);
  });

  it("refuses none of many calls at once, once it was asked", async () => {
    const { reranker, server } = await teiAndServer(small);
    await using _ = reranker;
    await reranker.warmup();
    const calls = await Promise.all(Array.from({ length: 10 }, () => reranker.rerank(many(9))));
    expect(calls.map(({ outcome }) => outcome.kind)).toEqual(Array(10).fill("reranked"));
    expect(server.requests.length).toBe(30);
  });

  it("is overloaded, where something hides how many it has", async () => {
    const { reranker, server } = await teiAndServer({ ...small, flags: { infoHidden: true } });
    await using _ = reranker;
    await expect(reranker.rerank(many(9))).rejects.toMatchObject({ code: "overloaded", status: 429 });
    expect(server.requests.length).toBe(1);
  });

  it("is overloaded, where others took its permits", async () => {
    const { reranker, server } = await teiAndServer({ fail: { status: 429, text: "Model is overloaded" } });
    await using _ = reranker;
    await expect(reranker.rerank(many(9))).rejects.toMatchObject({ code: "overloaded" });
    // It has 512 permits, as it said when asked, so that there is nothing to be done better.
    expect(server.requests.length).toBe(1);
    await expect(reranker.rerank(many(9))).rejects.toMatchObject({ code: "overloaded" });
    expect(server.requests.length).toBe(2);
  });

  it("an abort ends the wait for permits", async () => {
    const { reranker, server } = await teiAndServer({ limits: { maxConcurrent: 4 }, hang: true });
    await using _ = reranker;
    await reranker.warmup();
    const controller = new AbortController();
    const held = reranker.rerank(many(4), { signal: controller.signal }).catch((error) => error);
    const waiting = reranker.rerank(many(4), { timeoutMs: 30 });
    await expect(waiting).rejects.toMatchObject({ code: "timeout" });
    controller.abort("enough");
    expect(await held).toBe("enough");
    expect(server.requests.length).toBe(1);
  });
});

describe("a server that takes fewer texts", () => {
  it.each([413, 422] as const)(
    "says so with %i, and gets them in parts within the same call",
    async (tooMuchStatus) => {
      const { reranker, server } = await teiAndServer({ limits: { maxDocuments: 8 }, flags: { tooMuchStatus } });
      await using _ = reranker;
      const { outcome, usage, ranking } = await reranker.rerank(many(20));
      expect(outcome).toMatchObject({ kind: "reranked", scored: 20 });
      expect(sizes(server.requests)).toEqual([20, 8, 8, 4]);
      // "text N", query words and three special tokens, each pair: those of whole and split lists are the same.
      expect(usage).toEqual({ requests: 3, tokens: 20 * 7 + 3 });
      expect(ranking.slice(0, 3).map(({ index }) => index)).toEqual([0, 7, 14]);
    },
  );

  it("learns a caller's own limit beside the server's", async () => {
    const { reranker, server } = await teiAndServer({}, { maxDocuments: 5 });
    await using _ = reranker;
    await reranker.warmup();
    await reranker.rerank(many(10));
    expect(sizes(server.requests)).toEqual([5, 5]);
  });
});

describe("bytes", () => {
  // A body over the limit is cut off by an early close, which looks like a broken connection.
  it("a request of exactly what the server takes goes through, and no larger one is sent", async () => {
    const { reranker, server } = await teiAndServer({ limits: { maxBodyBytes: 10_000 } }, { maxBytes: 10_000 });
    await using _ = reranker;
    const most = reranker.traits.limits?.maxBytes as number;
    // The query with its quotes and comma, and the text with its own.
    const documents = ["x".repeat(most - 3 - '"q",'.length)];
    expect((await reranker.rerank({ query: "q", documents })).outcome.kind).toBe("reranked");
    expect(server.requests[0]?.bytes).toBeLessThanOrEqual(10_000);
    expect(server.requests[0]?.bytes).toBeGreaterThan(9_990);
    const longer = reranker.rerank({ query: "q", documents: [`${documents[0]}x`] });
    await expect(longer).rejects.toMatchObject({
      code: "input_too_large",
      message: expect.stringContaining("documents[0]"),
    });
    expect(server.requests.length).toBe(1);
  });

  it("escapes count as they are written", async () => {
    const { reranker, server } = await teiAndServer({ limits: { maxBodyBytes: 10_000 } }, { maxBytes: 10_000 });
    await using _ = reranker;
    const documents = ['"\n\u0001\ud800é🧈'.repeat(200), '\\"'.repeat(1_500), "plain"];
    expect((await reranker.rerank({ query: '"q"\u0000', documents })).outcome.scored).toBe(3);
    expect(Math.max(...server.requests.map(({ bytes }) => bytes))).toBeLessThanOrEqual(10_000);
  });

  it("a server with a smaller limit than ours says what to set", async () => {
    const { reranker } = await teiAndServer({ limits: { maxBodyBytes: 5_000 } });
    await using _ = reranker;
    const call = reranker.rerank({ query: "q", documents: ["x".repeat(6_000)] });
    await expect(call).rejects.toMatchObject({ code: "input_too_large", message: expect.stringContaining("maxBytes") });
  });
});

describe("long texts", () => {
  const long = { query: "q", documents: ["short", "word ".repeat(600)] };

  it("are cut by the server", async () => {
    const { reranker } = await teiAndServer({ flags: { autoTruncate: false } });
    await using _ = reranker;
    expect((await reranker.rerank(long)).outcome.scored).toBe(2);
  });

  it("are refused without truncation, whose limit is known after warm-up", async () => {
    const { reranker } = await teiAndServer({}, { truncate: false });
    await using _ = reranker;
    await expect(reranker.rerank(long)).rejects.toMatchObject({ code: "input_too_large", status: 422 });
    expect(reranker.traits.limits?.maxTokensPerPair).toBeUndefined();
    await reranker.warmup();
    expect(reranker.traits.limits?.maxTokensPerPair).toBe(512);
  });

  it("a call may have its own way, which has a revision of its own", async () => {
    const { reranker, server } = await teiAndServer();
    await using _ = reranker;
    const tei = { truncate: false, truncationDirection: "left" };
    const { revision } = await reranker.rerank(many(2), { providerOptions: { tei } });
    expect(server.requests[0]?.json).toMatchObject({ truncate: false, truncation_direction: "Left" });
    expect(revision).not.toBe(reranker.traits.revision);
    expect((await reranker.rerank(many(2))).revision).toBe(reranker.traits.revision);
    for (const [wrong, path] of [
      [{ top_n: 1 }, "providerOptions.tei.top_n"],
      [{ truncate: "yes" }, "providerOptions.tei.truncate"],
    ] as const) {
      const call = reranker.rerank(many(2), { providerOptions: { tei: wrong } });
      await expect(call).rejects.toMatchObject({ code: "bad_request", message: expect.stringContaining(path) });
    }
  });
});
