import { describe, expect, it } from "vitest";
import { createManualClock } from "./__fixtures__/manual-clock.ts";
import { deferred, never, rejectionOf, settled } from "./__fixtures__/promises.ts";
import { scripted } from "./__fixtures__/scripted.ts";
import type { Scored } from "./definition.ts";

const request = { query: "q", documents: ["0.1", "0.2"] };
const timeout = { code: "timeout", message: "scripted:1: the call's time budget ran out", provider: "scripted:1" };

describe("timeoutMs", () => {
  it.each([0, -0, -1, Number.NEGATIVE_INFINITY])("of %s is a timeout before score runs", async (timeoutMs) => {
    const { reranker, requests } = scripted({ warmup: () => Promise.reject(new Error("ran")) });

    await expect(reranker.rerank(request, { timeoutMs })).rejects.toMatchObject(timeout);
    await expect(reranker.warmup({ timeoutMs })).rejects.toMatchObject(timeout);
    expect(requests).toEqual([]);
  });

  it("ends the call exactly when it is over, though score ignores its signal", async () => {
    const clock = createManualClock();
    const { reranker, contexts } = scripted({ score: () => never }, { clock });
    let ended = false;
    const answer = rejectionOf(reranker.rerank(request, { timeoutMs: 100 })).finally(() => {
      ended = true;
    });
    await settled();

    clock.advance(99);
    await settled();
    expect([ended, contexts[0]?.remainingMs(), contexts[0]?.signal.aborted]).toEqual([false, 1, false]);

    clock.advance(1);
    expect(await answer).toMatchObject(timeout);
    expect([contexts[0]?.remainingMs(), contexts[0]?.signal.aborted]).toEqual([0, true]);
    expect(contexts[0]?.signal.reason).toMatchObject(timeout);
  });

  it("of a fraction of a millisecond is a budget like any other", async () => {
    const clock = createManualClock();
    const { reranker, contexts } = scripted({ score: () => never }, { clock });
    const answer = rejectionOf(reranker.rerank(request, { timeoutMs: 0.25 }));
    await settled();

    expect(contexts[0]?.remainingMs()).toBe(0.25);
    clock.advance(0.25);
    expect(await answer).toMatchObject(timeout);
  });

  it.each([1e12, Number.MAX_VALUE, Number.POSITIVE_INFINITY, undefined])(
    "of %s does not end the call at once",
    async (timeoutMs) => {
      const work = deferred<Scored>();
      const { reranker } = scripted({ score: () => work.promise });

      const answer = reranker.rerank({ query: "q", documents: ["a"] }, { timeoutMs });
      await new Promise((resolve) => setTimeout(resolve, 10));
      work.resolve({ scores: [{ index: 0, score: 1 }] });

      await expect(answer).resolves.toMatchObject({ outcome: { kind: "reranked" } });
    },
  );

  it("ends a call on the process's own clock too", async () => {
    await expect(scripted({ score: () => never }).reranker.rerank(request, { timeoutMs: 5 })).rejects.toMatchObject(
      timeout,
    );
  });

  it("never lets remainingMs fall below 0", async () => {
    const clock = createManualClock();
    const { reranker, contexts } = scripted({ score: () => never }, { clock });
    const answer = rejectionOf(reranker.rerank(request, { timeoutMs: 100 }));
    await settled();

    clock.advance(5000);
    await answer;

    expect(contexts[0]?.remainingMs()).toBe(0);
  });

  it("is a time-out though score answers the abort with an error of its own", async () => {
    const clock = createManualClock();
    const { reranker } = scripted(
      {
        score: (_, { signal }) =>
          new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("gone")))),
      },
      { clock },
    );
    const answer = rejectionOf(reranker.rerank(request, { timeoutMs: 100 }));
    await settled();

    clock.advance(100);

    expect(await answer).toMatchObject(timeout);
  });

  it("leaves no timer behind after success, failure or abort", async () => {
    const clock = createManualClock();
    const controller = new AbortController();
    const fine = scripted({}, { clock }).reranker;
    const failing = scripted({ score: () => Promise.reject(new Error("m")) }, { clock }).reranker;
    const hanging = scripted({ score: () => never }, { clock }).reranker;

    await fine.rerank(request, { timeoutMs: 100 });
    await fine.warmup({ timeoutMs: 100 });
    await rejectionOf(failing.rerank(request, { timeoutMs: 100 }));
    const aborted = rejectionOf(hanging.rerank(request, { timeoutMs: 100, signal: controller.signal }));
    await settled();
    expect(clock.pending).toBe(1);
    controller.abort();
    await aborted;

    expect(clock.pending).toBe(0);
  });

  it("counts per call", async () => {
    const clock = createManualClock();
    const { reranker, contexts } = scripted({ score: () => never }, { clock });
    const first = rejectionOf(reranker.rerank(request, { timeoutMs: 100 }));
    clock.advance(60);
    const second = rejectionOf(reranker.rerank(request, { timeoutMs: 100 }));
    await settled();

    clock.advance(40);

    expect(await first).toMatchObject(timeout);
    expect(contexts.map(({ signal, remainingMs }) => [signal.aborted, remainingMs()])).toEqual([
      [true, 0],
      [false, 60],
    ]);
    clock.advance(60);
    expect(await second).toMatchObject(timeout);
  });

  it("and the caller's abort: the first of them is told", async () => {
    const clock = createManualClock();
    const controller = new AbortController();
    const { reranker } = scripted({ score: () => never }, { clock });
    const options = { timeoutMs: 100, signal: controller.signal };
    const answer = rejectionOf(reranker.rerank(request, options));
    await settled();

    clock.advance(100);
    controller.abort("enough");

    expect(await answer).toMatchObject(timeout);
  });
});
