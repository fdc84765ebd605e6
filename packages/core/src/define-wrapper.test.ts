import { getEventListeners } from "node:events";
import { describe, expect, it, vi } from "vitest";
import { createManualClock } from "./__fixtures__/manual-clock.ts";
import { deferred, never, rejectionOf, settled, unhandledDuring } from "./__fixtures__/promises.ts";
import { scripted } from "./__fixtures__/scripted.ts";
import { defineReranker } from "./define-reranker.ts";
import { defineWrapper } from "./define-wrapper.ts";
import type { WrapperDefinition } from "./definition.ts";
import { rerankError } from "./errors.ts";
import type { CallOptions } from "./request.ts";
import type { RerankResponse } from "./response.ts";

const request = { query: "q", documents: ["0.1", "0.2"] };
const closed = { code: "closed", message: "scripted:1 is closed", provider: "scripted:1" };
const late = new DOMException("late", "TimeoutError");

/** A wrapper that does nothing, save what is given. */
function wrap(definition: Partial<WrapperDefinition> = {}, inner = scripted().reranker) {
  return defineWrapper(inner, { rerank: (asked, options) => inner.rerank(asked, options), ...definition });
}

describe("a wrapper", () => {
  it("keeps id and traits of the inner reranker, also as they become more exact", () => {
    let revision = "r1";
    const inner = defineReranker({
      id: "inner:1",
      get traits() {
        return { scoreScale: "logit" as const, pointwise: false, revision };
      },
      score: () => never,
    });
    const wrapper = wrap({}, wrap({}, inner));

    expect([wrapper.id, wrapper.traits]).toEqual([
      "inner:1",
      { scoreScale: "logit", pointwise: false, revision: "r1" },
    ]);
    revision = "r2";
    expect(wrapper.traits.revision).toBe("r2");
  });

  it("has traits of its own where it changes scores", () => {
    const traits = { scoreScale: "similarity", pointwise: true } as const;

    expect(wrap({ traits }).traits).toBe(traits);
  });

  it("hands its definition the caller's request and options as they are, and its answer back", async () => {
    const answer = (await scripted().reranker.rerank(request)) as RerankResponse;
    const rerank = vi.fn(async () => answer);
    const options = { signal: new AbortController().signal, timeoutMs: 100, tenant: "t" };

    expect(await wrap({ rerank }).rerank(request, options)).toBe(answer);
    expect(rerank.mock.calls).toEqual([[request, options]]);
    const [asked, given] = rerank.mock.calls[0] as unknown as [unknown, CallOptions];
    expect([asked === request, given === options, given.signal === options.signal]).toEqual([true, true, true]);
  });

  it("hands its definition options even where the caller gave none", async () => {
    const rerank = vi.fn(() => Promise.reject(new Error("m")));
    const warmup = vi.fn(async () => {});
    const wrapper = wrap({ rerank, warmup });
    await rejectionOf(wrapper.rerank(request));
    await wrapper.warmup();

    expect([rerank.mock.calls, warmup.mock.calls]).toEqual([[[request, {}]], [[{}]]]);
  });

  it("hands back what its definition rejects with", async () => {
    const error = rerankError("breaker_open", "m");

    expect(await rejectionOf(wrap({ rerank: () => Promise.reject(error) }).rerank(request))).toBe(error);
  });

  it("leaves the budget to its definition: it ends nothing by itself", async () => {
    const clock = createManualClock();
    const rerank = vi.fn(async (_: unknown, { timeoutMs }: CallOptions) => {
      throw rerankError("forced", `${timeoutMs} ms`);
    });
    const wrapper = defineWrapper(scripted().reranker, { rerank }, { clock });

    await expect(wrapper.rerank(request, { timeoutMs: 0 })).rejects.toMatchObject({ message: "0 ms" });
    await expect(wrapper.rerank(request, { timeoutMs: 10 })).rejects.toMatchObject({ message: "10 ms" });
    expect(clock.pending).toBe(0);
  });
});

describe("a wrapper's warmup", () => {
  it("is the inner one's, with the caller's options, where it has none of its own", async () => {
    const warmup = vi.fn(async () => {});
    const inner = scripted({ warmup }).reranker;

    await wrap({}, inner).warmup({ tenant: "t" });

    expect(warmup).toHaveBeenCalledWith(expect.objectContaining({ tenant: "t" }));
  });

  it("is its own where it has one", async () => {
    const inner = vi.fn(async () => {});
    const own = vi.fn(async () => {});

    await wrap({ warmup: own }, scripted({ warmup: inner }).reranker).warmup({ tenant: "t" });

    expect(own.mock.calls).toEqual([[{ tenant: "t" }]]);
    expect(inner).not.toHaveBeenCalled();
  });

  it("throws what it throws, and ends with the caller's reason", async () => {
    const error = rerankError("auth", "m");
    const controller = new AbortController();
    const warming = rejectionOf(wrap({ warmup: () => never }).warmup({ signal: controller.signal }));
    controller.abort("enough");

    expect(await warming).toBe("enough");
    expect(await rejectionOf(wrap({ warmup: () => Promise.reject(error) }).warmup())).toBe(error);
  });
});

describe("the caller's abort of a wrapper", () => {
  it("brings back the caller's own reason at once, though the definition ignores it", async () => {
    const controller = new AbortController();
    const answer = rejectionOf(wrap({ rerank: () => never }).rerank(request, { signal: controller.signal }));
    await settled();
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(1);

    controller.abort("enough");

    expect(await answer).toBe("enough");
    expect(getEventListeners(controller.signal, "abort")).toHaveLength(0);
  });

  it("brings back the caller's reason, whatever the definition makes of it", async () => {
    const controller = new AbortController();
    const work = deferred<RerankResponse>();
    const answer = rejectionOf(wrap({ rerank: () => work.promise }).rerank(request, { signal: controller.signal }));
    await settled();

    controller.abort("enough");
    work.resolve(await scripted().reranker.rerank(request));

    expect(await answer).toBe("enough");
  });

  it("comes before the call: the definition never runs", async () => {
    const rerank = vi.fn(() => never);

    expect(await rejectionOf(wrap({ rerank }).rerank(request, { signal: AbortSignal.abort("no") }))).toBe("no");
    expect(rerank).not.toHaveBeenCalled();
  });

  it("is left to the definition where its reason is a time-out", async () => {
    const controller = new AbortController();
    const answer = await scripted().reranker.rerank(request);
    const work = deferred<RerankResponse>();
    const wrapper = wrap({ rerank: () => work.promise });

    const during = wrapper.rerank(request, { signal: controller.signal });
    await settled();
    controller.abort(late);
    await settled();
    const before = wrapper.rerank(request, { signal: controller.signal });
    work.resolve(answer);

    expect(await Promise.all([during, before])).toEqual([answer, answer]);
  });

  it("brings back a time-out by identity where the definition just asks the inner reranker", async () => {
    const controller = new AbortController();
    const answer = rejectionOf(
      wrap({}, scripted({ score: () => never }).reranker).rerank(request, { signal: controller.signal }),
    );
    await settled();

    controller.abort(late);

    expect(await answer).toBe(late);
  });

  it("leaves no rejection unheard when the definition fails afterwards", async () => {
    const unhandled = await unhandledDuring(async () => {
      const controller = new AbortController();
      const work = deferred<RerankResponse>();
      const answer = rejectionOf(wrap({ rerank: () => work.promise }).rerank(request, { signal: controller.signal }));
      await settled();
      controller.abort("enough");
      await answer;
      work.reject(new Error("late"));
    });

    expect(unhandled).toEqual([]);
  });
});

describe("closing a wrapper", () => {
  it("closes first itself, then what it wraps, once", async () => {
    const closing: string[] = [];
    const inner = scripted({ close: async () => void closing.push("inner") }).reranker;
    const wrapper = wrap({ close: async () => void closing.push("wrapper") }, inner);

    await Promise.all([wrapper.close(), wrapper.close(), wrapper[Symbol.asyncDispose]()]);

    expect(closing).toEqual(["wrapper", "inner"]);
    await expect(inner.rerank(request)).rejects.toMatchObject(closed);
    await expect(wrapper.rerank(request)).rejects.toMatchObject(closed);
    await expect(wrapper.warmup()).rejects.toMatchObject(closed);
  });

  it.each<[string, () => Promise<void>]>([
    ["rejects", () => Promise.reject(new Error("no"))],
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
  ])("closes what it wraps even where its own close %s", async (_, close) => {
    const innerClose = vi.fn(async () => {});

    await expect(wrap({ close }, scripted({ close: innerClose }).reranker).close()).rejects.toThrow("no");

    expect(innerClose).toHaveBeenCalledTimes(1);
  });

  it("makes calls in flight reject with closed, though the definition ignores it", async () => {
    const answer = wrap({ rerank: () => never });
    const calls = [answer.rerank(request), answer.rerank(request, { signal: new AbortController().signal })].map(
      rejectionOf,
    );
    await settled();

    await answer.close();

    for (const reason of await Promise.all(calls)) expect(reason).toMatchObject(closed);
  });
});
