import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createManualClock } from "./__fixtures__/manual-clock.ts";
import { deferred, never, rejectionOf, settled, unhandledDuring } from "./__fixtures__/promises.ts";
import { scoreByText, scripted } from "./__fixtures__/scripted.ts";
import type { Scored } from "./definition.ts";
import { rerankError } from "./errors.ts";

const request = { query: "q", documents: ["0.1", "0.2"] };
const listenersOn = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

class Goodbye {
  readonly why = "left the page";
}

describe("the caller's abort", () => {
  it.each<[string, unknown]>([
    ["a text", "enough"],
    ["null", null],
    ["an Error", new Error("stop")],
    ["an object of the caller's own", new Goodbye()],
    ["a RerankError", rerankError("overloaded", "m")],
    ["an Error with a code of ours", Object.assign(new Error("m"), { code: "timeout" })],
    ["a time-out", new DOMException("late", "TimeoutError")],
    ["an object whose name cannot be read", Object.defineProperty({}, "name", { get: () => JSON.parse("") })],
  ])("brings back the caller's own reason: %s", async (_, reason) => {
    const controller = new AbortController();
    const { reranker } = scripted({ score: () => never });
    const answer = reranker.rerank(request, { signal: controller.signal });
    await settled();

    controller.abort(reason);

    expect(await rejectionOf(answer)).toBe(reason);
    expect(await rejectionOf(reranker.rerank(request, { signal: controller.signal }))).toBe(reason);
  });

  it("brings back the platform's AbortError where the caller gave no reason", async () => {
    const controller = new AbortController();
    const answer = scripted({ score: () => never }).reranker.rerank(request, { signal: controller.signal });

    controller.abort();

    const reason = await rejectionOf(answer);
    expect(reason).toBe(controller.signal.reason);
    expect(reason).toMatchObject({ name: "AbortError" });
  });

  it("brings back the reason of AbortSignal.timeout, named TimeoutError", async () => {
    const signal = AbortSignal.timeout(5);

    const reason = await rejectionOf(scripted({ score: () => never }).reranker.rerank(request, { signal }));

    expect(reason).toBe(signal.reason);
    expect(reason).toMatchObject({ name: "TimeoutError" });
  });

  it("comes before the call: score never runs", async () => {
    const { reranker, requests } = scripted();

    await expect(reranker.rerank(request, { signal: AbortSignal.abort("no") })).rejects.toBe("no");
    await expect(reranker.rerank({ query: "q", documents: [] }, { signal: AbortSignal.abort("no") })).rejects.toBe(
      "no",
    );
    expect(requests).toEqual([]);
  });

  it("reaches score with its reason", async () => {
    const controller = new AbortController();
    const { reranker, contexts } = scripted({ score: () => never });
    const answer = rejectionOf(reranker.rerank(request, { signal: controller.signal }));
    await settled();
    const signal = contexts[0]?.signal;
    expect(signal?.aborted).toBe(false);

    controller.abort("enough");

    expect([signal?.aborted, signal?.reason]).toEqual([true, "enough"]);
    await answer;
  });

  it("brings back the caller's reason, whatever score rejects with because of it", async () => {
    const controller = new AbortController();
    const { reranker } = scripted({
      score: (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener("abort", () => reject(rerankError("connection", "socket closed")));
        }),
    });
    const answer = reranker.rerank(request, { signal: controller.signal });
    await settled();

    controller.abort("enough");

    expect(await rejectionOf(answer)).toBe("enough");
  });

  it("does not concern the next call", async () => {
    const controller = new AbortController();
    const { reranker, contexts } = scripted();

    await reranker.rerank(request, { signal: controller.signal });
    controller.abort();
    await reranker.rerank(request);

    expect(contexts.map(({ signal }) => signal.aborted)).toEqual([false, false]);
  });
});

describe("the caller's signal", () => {
  it("carries one listener while calls run, however many, and none after success", async () => {
    const { signal } = new AbortController();
    const work = deferred<Scored>();
    const { reranker } = scripted({ traits: { limits: { maxDocuments: 1 } }, score: () => work.promise });

    const answers = Array.from({ length: 20 }, () => reranker.rerank(request, { signal }));
    await settled();
    expect(listenersOn(signal)).toBe(1);

    work.resolve({ scores: [{ index: 0, score: 1 }] });
    await Promise.all(answers);
    expect(listenersOn(signal)).toBe(0);
  });

  it("carries none after failure", async () => {
    const { signal } = new AbortController();
    const { reranker } = scripted({ score: () => Promise.reject(new Error("m")) });

    await rejectionOf(reranker.rerank(request, { signal }));

    expect(listenersOn(signal)).toBe(0);
  });

  it("carries none after a bad request or a call on a closed reranker", async () => {
    const { signal } = new AbortController();
    const { reranker } = scripted();

    await rejectionOf(reranker.rerank({ query: "", documents: [] }, { signal }));
    await reranker.close();
    await rejectionOf(reranker.rerank(request, { signal }));

    expect(listenersOn(signal)).toBe(0);
  });

  it("carries none after its abort", async () => {
    const controller = new AbortController();
    const answer = rejectionOf(
      scripted({ score: () => never }).reranker.rerank(request, { signal: controller.signal }),
    );
    await settled();

    controller.abort();
    await answer;

    expect(listenersOn(controller.signal)).toBe(0);
  });

  it("carries none after the budget has run out, nor after warmup or close", async () => {
    const { signal } = new AbortController();
    const clock = createManualClock();
    const { reranker } = scripted({ score: () => never, warmup: async () => {} }, { clock });

    const late = rejectionOf(reranker.rerank(request, { signal, timeoutMs: 10 }));
    await settled();
    clock.advance(10);
    await late;
    expect(listenersOn(signal)).toBe(0);

    await reranker.warmup({ signal });
    expect(listenersOn(signal)).toBe(0);

    const closed = rejectionOf(reranker.rerank(request, { signal }));
    await settled();
    await reranker.close();
    await closed;
    expect(listenersOn(signal)).toBe(0);
  });
});

describe("work that goes on after its call has ended", () => {
  it.each(["resolves", "rejects"])("is nobody's concern when it %s late", async (how) => {
    const unhandled = await unhandledDuring(async () => {
      const controller = new AbortController();
      const work = [deferred<Scored>(), deferred<Scored>(), deferred<Scored>()];
      const { reranker } = scripted({
        traits: { limits: { maxDocuments: 1 } },
        score: (part) => work[Number(part.documents[0])]?.promise ?? scoreByText(part),
      });
      const answer = rejectionOf(
        reranker.rerank({ query: "q", documents: ["0", "1", "2", "3"] }, { signal: controller.signal }),
      );
      await settled();
      controller.abort("enough");
      expect(await answer).toBe("enough");

      for (const { resolve, reject } of work) {
        if (how === "resolves") resolve({ scores: [{ index: 0, score: 1 }] });
        else reject(new Error("late"));
      }
    });

    expect(unhandled).toEqual([]);
  });

  it("is nobody's concern when several pieces fail fatally at once", async () => {
    const unhandled = await unhandledDuring(async () => {
      const { reranker } = scripted({
        traits: { limits: { maxDocuments: 1 } },
        score: () => Promise.reject(rerankError("auth", "m")),
      });

      await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "auth" });
    });

    expect(unhandled).toEqual([]);
  });
});
