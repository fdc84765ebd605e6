import { getEventListeners } from "node:events";
import { isRerankError, rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type HeldReranker, heldReranker } from "./__fixtures__/held-reranker.ts";
import { turns } from "./__fixtures__/promises.ts";
import { withBulkhead } from "./with-bulkhead.ts";

/** One call as the model knows it. */
interface ModelCall {
  readonly name: string;
  readonly controller: AbortController;
  readonly dueAt: number;
  /** The inner one is at it, whether or not the caller still waits. */
  state: "waiting" | "inside" | "done";
  /** What must come of it; undefined while nothing has. */
  result?: string;
}

type Step =
  | { readonly kind: "call"; readonly timeoutMs: number | undefined }
  | { readonly kind: "answer" | "fail" | "abort"; readonly which: number }
  | { readonly kind: "advance"; readonly ms: number };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant("call" as const),
        timeoutMs: fc.option(fc.nat(40), { nil: undefined }),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constantFrom("answer" as const, "fail" as const), which: fc.nat(6) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("abort" as const), which: fc.nat(12) }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("advance" as const), ms: fc.nat(20) }) },
  ),
  { maxLength: 60 },
);

/** The whole machine, in its plainest form. */
function createModel(maxConcurrent: number, maxQueue: number) {
  const calls: ModelCall[] = [];
  const of = (state: ModelCall["state"]): ModelCall[] => calls.filter((call) => call.state === state);
  const end = (call: ModelCall, result: string): void => {
    call.state = "done";
    call.result ??= result;
  };
  const fill = (): void => {
    while (of("inside").length < maxConcurrent && of("waiting").length > 0) {
      (of("waiting")[0] as ModelCall).state = "inside";
    }
  };
  return {
    calls,
    of,
    add(call: ModelCall, now: number): void {
      calls.push(call);
      if (of("inside").length < maxConcurrent) call.state = "inside";
      else if (call.dueAt <= now) end(call, "timeout");
      else if (of("waiting").length > maxQueue) end(call, "bulkhead_full");
    },
    settle(call: ModelCall, result: string): void {
      end(call, result);
      fill();
    },
    abort(call: ModelCall): void {
      if (call.state === "waiting") end(call, "aborted");
      else if (call.state === "inside") call.result ??= "aborted";
    },
    passTo(now: number): void {
      for (const call of of("waiting")) if (call.dueAt <= now) end(call, "timeout");
    },
  };
}

it("never lets in more than it may, keeps the order and loses nobody, whatever happens", async () => {
  const limits = fc.record({ maxConcurrent: fc.integer({ min: 1, max: 4 }), maxQueue: fc.nat(4) });
  await fc.assert(
    fc.asyncProperty(limits, steps, async (bounds, all) => {
      const clock = createManualClock(0);
      const inner = heldReranker();
      const reranker = withBulkhead(inner, { ...bounds, clock });
      const model = createModel(bounds.maxConcurrent, bounds.maxQueue);
      const results = new Map<string, string>();

      for (const step of all) {
        act(step);
        await turns();
        // Who is inside, and in which order they got there, told from outside; ends as the model has them.
        expect(namesInside(inner, model.calls)).toEqual(model.of("inside").map(({ name }) => name));
        expect(model.of("inside").length).toBeLessThanOrEqual(bounds.maxConcurrent);
        expect(Object.fromEntries(results)).toEqual(expectedOf(model.calls));
        expect(clock.pending).toBe(model.of("waiting").filter(({ dueAt }) => Number.isFinite(dueAt)).length);
      }
      await reranker.close();
      await turns();
      expect(results.size).toBe(model.calls.length);
      expect(clock.pending).toBe(0);
      for (const { controller } of model.calls) expect(getEventListeners(controller.signal, "abort")).toEqual([]);

      function act(step: Step): void {
        if (step.kind === "call") start(step.timeoutMs);
        else if (step.kind === "advance") pass(step.ms);
        else if (step.kind === "abort") abort(model.calls[step.which]);
        else settle(model.of("inside")[step.which], step.kind);
      }

      function pass(ms: number): void {
        clock.advance(ms);
        model.passTo(clock.now());
      }

      function start(timeoutMs: number | undefined): void {
        const name = `${model.calls.length}`;
        const controller = new AbortController();
        const dueAt = clock.now() + (timeoutMs ?? Number.POSITIVE_INFINITY);
        const { signal } = controller;
        reranker.rerank({ query: name, documents: ["a"] }, { signal, timeoutMs }).then(
          () => results.set(name, "answer"),
          (reason: unknown) => results.set(name, isRerankError(reason) ? reason.code : String(reason)),
        );
        model.add({ name, controller, dueAt, state: "waiting" }, clock.now());
      }

      function abort(call: ModelCall | undefined): void {
        if (!call) return;
        call.controller.abort("aborted");
        model.abort(call);
      }

      function settle(call: ModelCall | undefined, how: "answer" | "fail"): void {
        const held = inner.calls.find(({ request }) => request.query === call?.name);
        if (!call || !held) return;
        if (how === "answer") held.answer();
        else held.fail(rerankError("overloaded", "m"));
        model.settle(call, how === "answer" ? "answer" : "overloaded");
      }
    }),
    { numRuns: 500, seed: 20261121 },
  );
});

function namesInside(inner: HeldReranker, calls: readonly ModelCall[]): readonly string[] {
  const done = new Set(calls.filter(({ state }) => state === "done").map(({ name }) => name));
  return inner.calls.map(({ request }) => request.query).filter((name) => !done.has(name));
}

function expectedOf(calls: readonly ModelCall[]): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    calls.filter(({ result }) => result !== undefined).map(({ name, result }) => [name, result]),
  );
}
