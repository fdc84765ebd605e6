import { getEventListeners } from "node:events";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createManualClock } from "./__fixtures__/manual-clock.ts";
import { deferred, settled, unhandledDuring } from "./__fixtures__/promises.ts";
import { openScope } from "./call-scope.ts";
import { defineReranker } from "./define-reranker.ts";
import type { Scored } from "./definition.ts";
import { isRerankError, rerankError } from "./errors.ts";

const events = ["answer", "failure", "abort", "budget", "close"] as const;
type Event = (typeof events)[number];

/** How a call ends that is met by these events, one after the other, and what it leaves behind. */
async function ending(order: readonly Event[], calls: number): Promise<readonly string[]> {
  const clock = createManualClock();
  const controller = new AbortController();
  const work = deferred<Scored>();
  const definition = {
    id: "a:1",
    traits: { scoreScale: "logit", pointwise: true },
    score: () => work.promise,
  } as const;
  const reranker = defineReranker(definition, { clock });
  const options = { signal: controller.signal, timeoutMs: 100 };
  const answers = Array.from({ length: calls }, () =>
    reranker.rerank({ query: "q", documents: ["a"] }, options).then(
      () => "answer",
      (reason: unknown) => (isRerankError(reason) ? reason.code : String(reason)),
    ),
  );
  const happen: Record<Event, () => void> = {
    answer: () => work.resolve({ scores: [{ index: 0, score: 1 }] }),
    failure: () => work.reject(rerankError("overloaded", "m")),
    abort: () => controller.abort("the caller's own reason"),
    budget: () => clock.advance(100),
    close: () => void reranker.close(),
  };
  await settled();
  for (const event of order) {
    happen[event]();
    await settled();
  }
  const told = await Promise.all(answers);
  expect([clock.pending, getEventListeners(controller.signal, "abort").length]).toEqual([0, 0]);
  return told;
}

const expected: Record<Event, string> = {
  answer: "answer",
  failure: "overloaded",
  abort: "the caller's own reason",
  budget: "timeout",
  close: "closed",
};

describe("a call that several things happen to", () => {
  it("ends as the first of them has it, once, and leaves nothing behind", async () => {
    const anyOrder = fc.shuffledSubarray([...events], { minLength: 1 });
    const unhandled = await unhandledDuring(async () => {
      await fc.assert(
        fc.asyncProperty(anyOrder, fc.integer({ min: 1, max: 3 }), async (order, calls) => {
          const [first] = order as [Event];
          expect(await ending(order, calls)).toEqual(Array.from({ length: calls }, () => expected[first]));
        }),
        { numRuns: 200 },
      );
    });

    expect(unhandled).toEqual([]);
  });

  /** Traits are asked once more after everything is scored. */
  it.each(["abort", "close"] as const)("ends so even while its answer is being put together: %s", async (event) => {
    const controller = new AbortController();
    let scored = false;
    const reranker = defineReranker({
      id: "a:1",
      get traits() {
        if (scored && event === "abort") controller.abort("the caller's own reason");
        if (scored && event === "close") void reranker.close();
        return { scoreScale: "logit" as const, pointwise: true };
      },
      async score() {
        return {
          get scores() {
            scored = true;
            return [{ index: 0, score: 1 }];
          },
        };
      },
    });

    const answer = reranker.rerank({ query: "q", documents: ["a"] }, { signal: controller.signal });

    if (event === "abort") await expect(answer).rejects.toBe("the caller's own reason");
    else await expect(answer).rejects.toMatchObject({ code: "closed" });
  });
});

describe("a scope's signal", () => {
  it.each(["before the end", "after it"])("asked for %s is one and the same, and aborted with the reason", (when) => {
    const scope = openScope("a:1", { timeoutMs: 100 }, createManualClock());
    const early = when === "before the end" ? scope.signal() : undefined;
    expect([early?.aborted, scope.endedBy(), scope.reason()]).toEqual([early && false, undefined, undefined]);
    scope.end("closed", "the reason");
    scope.end("failed", "another one");
    const signal = scope.signal();
    expect(early ?? signal).toBe(scope.signal());
    expect([signal.aborted, signal.reason, scope.endedBy()]).toEqual([true, "the reason", "closed"]);
    expect(scope.reason()).toBe("the reason");
    scope.dispose();
  });
});
