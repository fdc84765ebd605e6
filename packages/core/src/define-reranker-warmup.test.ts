import { inspect } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { createManualClock } from "./__fixtures__/manual-clock.ts";
import { deferred, never, rejectionOf, settled, unhandledDuring } from "./__fixtures__/promises.ts";
import { scripted } from "./__fixtures__/scripted.ts";
import type { ScoreContext } from "./definition.ts";
import { rerankError } from "./errors.ts";

describe("warmup", () => {
  it("runs the definition's, with signal, budget and options", async () => {
    const clock = createManualClock();
    const warmup = vi.fn(async (_: ScoreContext) => {});
    const { reranker } = scripted({ warmup }, { clock });
    const extra = { tenant: "t", headers: { a: "1" }, providerOptions: { p: { x: 1 } } };

    await expect(reranker.warmup({ ...extra, timeoutMs: 100 })).resolves.toBeUndefined();

    expect(warmup).toHaveBeenCalledTimes(1);
    const [{ signal, remainingMs, ...rest }] = warmup.mock.calls[0] as [ScoreContext];
    expect([rest, signal.aborted, remainingMs()]).toEqual([extra, false, 100]);
  });

  it("is nothing where the definition has none", async () => {
    await expect(scripted().reranker.warmup()).resolves.toBeUndefined();
  });

  it.each<[string, () => Promise<void>, object]>([
    ["a RerankError", () => Promise.reject(rerankError("auth", "wrong key")), { code: "auth", message: "wrong key" }],
    [
      "an Error with a code of ours",
      () => Promise.reject(Object.assign(new Error("no such model"), { code: "model_load" })),
      { code: "model_load", message: "no such model", provider: "scripted:1" },
    ],
    [
      "a transport error",
      () => Promise.reject(Object.assign(new Error("CANARY"), { code: "ECONNREFUSED" })),
      { code: "connection", provider: "scripted:1" },
    ],
    [
      "any other throw, even before a promise",
      () => {
        throw new TypeError("CANARY");
      },
      { code: "internal", provider: "scripted:1" },
    ],
  ])("throws what the first call would have: %s", async (_, warmup, expected) => {
    const error = await rejectionOf(scripted({ warmup }).reranker.warmup());

    expect(error).toMatchObject(expected);
    expect(inspect(error, { depth: 9, showHidden: true })).not.toContain("CANARY");
  });

  it("does not keep the reranker from being called after it failed", async () => {
    const { reranker } = scripted({ warmup: () => Promise.reject(new Error("m")) });
    await rejectionOf(reranker.warmup());

    await expect(reranker.rerank({ query: "q", documents: ["1"] })).resolves.toMatchObject({ outcome: { scored: 1 } });
  });

  it("ends with the caller's own reason, though it ignores its signal", async () => {
    const controller = new AbortController();
    const warmup = vi.fn(() => never);
    const { reranker } = scripted({ warmup });
    const warming = rejectionOf(reranker.warmup({ signal: controller.signal }));
    await settled();

    controller.abort("enough");

    expect(await warming).toBe("enough");
    expect(await rejectionOf(reranker.warmup({ signal: controller.signal }))).toBe("enough");
    expect(warmup).toHaveBeenCalledTimes(1);
  });

  it("ends with the caller's reason, whatever it rejects with because of it", async () => {
    const controller = new AbortController();
    const { reranker } = scripted({
      warmup: ({ signal }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(new Error("gone")))),
    });
    const warming = rejectionOf(reranker.warmup({ signal: controller.signal }));
    await settled();

    controller.abort("enough");

    expect(await warming).toBe("enough");
  });

  it("ends with timeout when its budget is over", async () => {
    const clock = createManualClock();
    const { reranker } = scripted({ warmup: () => never }, { clock });
    const warming = rejectionOf(reranker.warmup({ timeoutMs: 100 }));
    await settled();

    clock.advance(100);

    expect(await warming).toMatchObject({ code: "timeout", provider: "scripted:1" });
  });

  it("is nobody's concern when it fails after its call has ended", async () => {
    const unhandled = await unhandledDuring(async () => {
      const controller = new AbortController();
      const work = deferred<void>();
      const warming = rejectionOf(
        scripted({ warmup: () => work.promise }).reranker.warmup({ signal: controller.signal }),
      );
      await settled();
      controller.abort("enough");
      expect(await warming).toBe("enough");
      work.reject(new Error("late"));
    });

    expect(unhandled).toEqual([]);
  });
});
