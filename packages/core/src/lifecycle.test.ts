import { describe, expect, it, vi } from "vitest";
import { deferred, never, rejectionOf, settled, unhandledDuring } from "./__fixtures__/promises.ts";
import { scripted } from "./__fixtures__/scripted.ts";
import type { Scored } from "./definition.ts";

const request = { query: "q", documents: ["0.1", "0.2"] };
const closed = { code: "closed", message: "scripted:1 is closed", provider: "scripted:1" };

describe("close", () => {
  it("makes calls in flight reject with closed at once, though score ignores its signal", async () => {
    const { reranker, contexts } = scripted({ score: () => never, warmup: () => never });
    const calls = [reranker.rerank(request), reranker.rerank(request, { timeoutMs: 1000 }), reranker.warmup()].map(
      rejectionOf,
    );
    await settled();

    await reranker.close();

    for (const reason of await Promise.all(calls)) expect(reason).toMatchObject(closed);
    expect(contexts.map(({ signal }) => [signal.aborted, signal.reason.code])).toEqual([
      [true, "closed"],
      [true, "closed"],
    ]);
  });

  it("makes later calls reject with closed, bad requests and empty lists included", async () => {
    const { reranker, requests } = scripted({ warmup: () => Promise.reject(new Error("ran")) });
    await reranker.close();

    await expect(reranker.rerank(request)).rejects.toMatchObject(closed);
    await expect(reranker.rerank({ query: "q", documents: [] })).rejects.toMatchObject(closed);
    await expect(reranker.rerank({ query: "", documents: [] })).rejects.toMatchObject(closed);
    await expect(reranker.rerank(request, { signal: AbortSignal.abort("no"), timeoutMs: 0 })).rejects.toMatchObject(
      closed,
    );
    await expect(reranker.warmup()).rejects.toMatchObject(closed);
    expect(requests).toEqual([]);
  });

  it("refuses calls from the moment it is called, not only once it is done", async () => {
    const release = deferred<void>();
    const { reranker } = scripted({ close: () => release.promise });
    const closing = reranker.close();

    await expect(reranker.rerank(request)).rejects.toMatchObject(closed);
    release.resolve();
    await closing;
  });

  it("releases once, however often and by whatever name it is called, and tells everybody when it is done", async () => {
    const release = deferred<void>();
    const close = vi.fn(() => release.promise);
    const { reranker } = scripted({ close });
    const done: string[] = [];

    const closing = [
      reranker.close().then(() => done.push("first")),
      reranker.close().then(() => done.push("second")),
      reranker[Symbol.asyncDispose]().then(() => done.push("dispose")),
    ];
    await settled();
    expect([close.mock.calls.length, done]).toEqual([1, []]);
    release.resolve();
    await Promise.all(closing);
    await reranker.close();

    expect([close.mock.calls.length, done]).toEqual([1, ["first", "second", "dispose"]]);
  });

  it("releases once though somebody closes again from within", async () => {
    const close = vi.fn(async () => {});
    const { reranker } = scripted({
      close,
      score: (_, { signal }) =>
        new Promise<Scored>((_resolve, reject) => {
          signal.addEventListener("abort", () => {
            reranker.close().catch(reject);
            reranker.rerank(request).catch(reject);
          });
        }),
    });
    const answer = rejectionOf(reranker.rerank(request));
    await settled();

    await reranker.close();

    expect(await answer).toMatchObject(closed);
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("does not go round in circles where the release closes again", async () => {
    const close = vi.fn(async () => {
      reranker.close().catch(() => {});
    });
    const { reranker } = scripted({ close });

    await reranker.close();

    expect(close).toHaveBeenCalledTimes(1);
  });

  it("needs nothing to release", async () => {
    await expect(scripted().reranker.close()).resolves.toBeUndefined();
  });

  it("lets calls that are over be", async () => {
    const { reranker, contexts } = scripted();
    const answer = await reranker.rerank(request);

    await reranker.close();

    expect(answer.outcome.kind).toBe("reranked");
    expect(contexts[0]?.signal.aborted).toBe(false);
  });

  it("comes with `await using`", async () => {
    const close = vi.fn(async () => {});
    {
      await using reranker = scripted({ close }).reranker;
      await reranker.rerank(request);
      expect(close).not.toHaveBeenCalled();
    }
    expect(close).toHaveBeenCalledTimes(1);
  });

  it("leaves no rejection unheard, even where work ends badly afterwards", async () => {
    const unhandled = await unhandledDuring(async () => {
      const work = deferred<Scored>();
      const { reranker } = scripted({ score: () => work.promise });
      const answer = rejectionOf(reranker.rerank(request));
      await settled();
      await reranker.close();
      await answer;
      work.reject(new Error("late"));
    });

    expect(unhandled).toEqual([]);
  });
});
