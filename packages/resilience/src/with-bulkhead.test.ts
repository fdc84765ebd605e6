import { getEventListeners } from "node:events";
import { type RerankResponse, rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { describe, expect, it, vi } from "vitest";
import { heldReranker } from "./__fixtures__/held-reranker.ts";
import { isSettled, late, rejectionOf, turns, unhandledDuring } from "./__fixtures__/promises.ts";
import type { ResilienceEvent } from "./events.ts";
import { type BulkheadOptions, withBulkhead } from "./with-bulkhead.ts";

const request = (query: string) => ({ query, documents: ["a river"] });

function around(options: BulkheadOptions = {}) {
  const clock = createManualClock(0);
  const inner = heldReranker();
  const events: ResilienceEvent[] = [];
  const onEvent = (event: ResilienceEvent): void => void events.push(event);
  const reranker = withBulkhead(inner, { clock, onEvent, ...options });
  const asked = (): readonly string[] => inner.calls.map(({ request: { query } }) => query);
  const call = (query: string, given = {}): Promise<RerankResponse> => reranker.rerank(request(query), given);
  return { clock, inner, events, reranker, asked, call };
}

describe("places", () => {
  it("are 64, and as many may wait, by default", async () => {
    const { inner, call, reranker } = around();
    const calls = Array.from({ length: 129 }, (_, at) => call(`${at}`).catch((error: unknown) => error));
    await turns();
    expect(inner.calls).toHaveLength(64);
    expect(await calls[128]).toMatchObject({
      code: "bulkhead_full",
      message: "held:1: maxConcurrent, 64, and maxQueue, 64, are reached: send fewer calls at once, or raise them",
      provider: "held:1",
    });
    expect(await isSettled(calls[127] as Promise<unknown>)).toBe(false);
    await reranker.close();
  });

  it("are given in order of arrival, and one more for each that is given back, however a call ends", async () => {
    const { inner, asked, call } = around({ maxConcurrent: 2 });
    const calls = ["a", "b", "c", "d"].map((query) => call(query).catch((error: unknown) => error));
    await turns();
    expect(asked()).toEqual(["a", "b"]);
    inner.calls[1]?.fail(rerankError("overloaded", "m"));
    await turns();
    expect(asked()).toEqual(["a", "b", "c"]);
    inner.calls[0]?.answer();
    await turns();
    expect(asked()).toEqual(["a", "b", "c", "d"]);
    for (const one of inner.calls) one.answer();
    expect(await Promise.all(calls)).toMatchObject([{}, { code: "overloaded" }, {}, {}]);
    call("e");
    call("f");
    await turns();
    expect(asked()).toEqual(["a", "b", "c", "d", "e", "f"]);
  });

  it("are given back where the inner one throws before it starts", async () => {
    const rerank = vi.fn((): never => {
      throw rerankError("internal", "m");
    });
    const reranker = withBulkhead({ ...heldReranker(), rerank }, { maxConcurrent: 1, maxQueue: 0 });
    for (let time = 0; time < 3; time++) {
      expect(await rejectionOf(reranker.rerank(request("q")))).toMatchObject({ code: "internal" });
    }
    expect(rerank).toHaveBeenCalledTimes(3);
  });

  it("stay taken while the inner call is under way, though its caller has left", async () => {
    const { inner, asked, call } = around({ maxConcurrent: 1 });
    const controller = new AbortController();
    const left = rejectionOf(call("a", { signal: controller.signal }));
    call("b");
    await turns();
    controller.abort("enough");
    expect(await left).toBe("enough");
    await turns();
    expect(asked()).toEqual(["a"]);
    inner.calls[0]?.fail("enough");
    await turns();
    expect(asked()).toEqual(["a", "b"]);
  });

  it("without a queue are given or refused at once, and a refusal is told of", async () => {
    const { call, events, clock } = around({ maxConcurrent: 1, maxQueue: 0 });
    call("a");
    expect(await rejectionOf(call("b"))).toMatchObject({ code: "bulkhead_full", retryable: false });
    expect(events).toEqual([{ type: "attempt", rerankerId: "held:1", result: "bulkhead_full", durationMs: 0 }]);
    expect(clock.pending).toBe(0);
  });

  it("with an endless queue refuse nobody", async () => {
    const { inner, call, asked } = around({ maxConcurrent: 1, maxQueue: Number.POSITIVE_INFINITY });
    const calls = Array.from({ length: 1000 }, (_, at) => call(`${at}`));
    for (let at = 0; at < calls.length; at++) {
      await turns();
      expect(inner.calls).toHaveLength(at + 1);
      inner.calls[at]?.answer();
    }
    await Promise.all(calls);
    expect(asked()).toEqual(Array.from({ length: 1000 }, (_, at) => `${at}`));
  });
});

describe("the call's budget", () => {
  it("goes down as it came where a place is free, and what is left of it after waiting", async () => {
    const { inner, call, clock } = around({ maxConcurrent: 1, maxQueue: 2 });
    const options = { timeoutMs: 1000, tenant: "t" };
    call("a", options);
    call("b", options);
    call("c", { tenant: "u" });
    await turns();
    clock.advance(300);
    inner.calls[0]?.answer();
    await turns();
    inner.calls[1]?.answer();
    await turns();
    expect(inner.calls.map((one) => one.options)).toEqual([options, { timeoutMs: 700, tenant: "t" }, { tenant: "u" }]);
    expect(inner.calls[0]?.options).toBe(options);
    expect(clock.pending).toBe(0);
  });

  it("that ends in the queue is timeout, told of, and asks nobody", async () => {
    const { inner, call, clock, events, asked } = around({ maxConcurrent: 1, maxQueue: 2 });
    call("a");
    const waiting = rejectionOf(call("b", { timeoutMs: 250 }));
    call("c");
    await turns();
    clock.advance(249);
    expect(await isSettled(waiting)).toBe(false);
    clock.advance(1);
    expect(await waiting).toMatchObject({
      code: "timeout",
      message: "held:1: the call's time budget ran out in the queue, with maxConcurrent 1",
    });
    expect(events).toEqual([{ type: "attempt", rerankerId: "held:1", result: "timeout", durationMs: 250 }]);
    inner.calls[0]?.answer();
    await turns();
    expect(asked()).toEqual(["a", "c"]);
    expect(clock.pending).toBe(0);
  });

  it("of nothing does not wait", async () => {
    const { call, clock } = around({ maxConcurrent: 1 });
    call("a");
    expect(await rejectionOf(call("b", { timeoutMs: 0 }))).toMatchObject({ code: "timeout" });
    expect(clock.pending).toBe(0);
  });

  it("without end needs no timer", async () => {
    const { call, clock, reranker } = around({ maxConcurrent: 1 });
    call("a").catch(() => {});
    call("b", { timeoutMs: Number.POSITIVE_INFINITY }).catch(() => {});
    await turns();
    expect(clock.pending).toBe(0);
    await reranker.close();
  });
});

describe("the caller's abort", () => {
  it("leaves the queue at once, by identity, and makes room", async () => {
    const { inner, call, clock, asked, events } = around({ maxConcurrent: 1, maxQueue: 1 });
    const controller = new AbortController();
    call("a");
    const waiting = rejectionOf(call("b", { signal: controller.signal, timeoutMs: 1000 }));
    await turns();
    controller.abort("enough");
    expect(await waiting).toBe("enough");
    expect([clock.pending, getEventListeners(controller.signal, "abort").length, events]).toEqual([0, 0, []]);
    call("c");
    inner.calls[0]?.answer();
    await turns();
    expect(asked()).toEqual(["a", "c"]);
  });

  it("that is a time-out is timeout, in the queue and before it", async () => {
    const { inner, call, clock } = around({ maxConcurrent: 1 });
    const controller = new AbortController();
    const { signal } = controller;
    call("a");
    const waiting = rejectionOf(call("b", { signal }));
    await turns();
    controller.abort(late);
    expect(await waiting).toMatchObject({ code: "timeout" });
    expect(await rejectionOf(call("c", { signal }))).toMatchObject({ code: "timeout" });
    expect([clock.pending, getEventListeners(signal, "abort").length, inner.calls.length]).toEqual([0, 0, 1]);
  });

  it("leaves nothing on one signal of 1,000 calls, however they end", async () => {
    const { inner, call, clock } = around({ maxConcurrent: 10, maxQueue: 500 });
    const { signal } = new AbortController();
    const given = (at: number): object => (at % 2 === 0 ? { signal, timeoutMs: 50 } : { signal });
    const calls = Array.from({ length: 1000 }, (_, at) => call(`${at}`, given(at)).catch(() => {}));
    await turns();
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    clock.advance(50);
    for (let round = 0; round < 60; round++) {
      for (const one of inner.calls) one.answer();
      await turns();
    }
    await Promise.all(calls);
    expect([clock.pending, getEventListeners(signal, "abort").length, inner.calls.length]).toEqual([0, 0, 260]);
  });
});

it("close turns away all who wait, and leaves no timer", async () => {
  const unhandled = await unhandledDuring(async () => {
    const { inner, call, clock, reranker, asked } = around({ maxConcurrent: 1, maxQueue: 2 });
    const calls = ["a", "b", "c"].map((query) => rejectionOf(call(query, { timeoutMs: 1000 })));
    await turns();
    await reranker.close();
    expect(await Promise.all(calls)).toMatchObject([{ code: "closed" }, { code: "closed" }, { code: "closed" }]);
    inner.calls[0]?.answer();
    await turns();
    expect([clock.pending, asked()]).toEqual([0, ["a"]]);
  });
  expect(unhandled).toEqual([]);
});

it("warm-up needs no place", async () => {
  const { call, reranker } = around({ maxConcurrent: 1, maxQueue: 0 });
  call("a");
  await expect(reranker.warmup()).resolves.toBeUndefined();
});

describe("options that will not do", () => {
  it.each([
    [
      { maxConcurrent: 0 },
      "the option maxConcurrent must be a whole number from 1 up, is 0: say how many calls may be under way at once, such as 64",
    ],
    [{ maxConcurrent: Number.POSITIVE_INFINITY }, expect.stringContaining("the option maxConcurrent must be")],
    [
      { maxQueue: -1 },
      "the option maxQueue must be a whole number from 0 up, or Infinity, is -1: say how many calls may wait for a place",
    ],
    [{ maxQueue: 1.5 }, expect.stringContaining("the option maxQueue must be")],
    [{ onEvent: "log" }, "the option onEvent must be a function that takes an event"],
    [{ queue: 1 }, "the option queue is unknown; known: maxConcurrent, maxQueue, clock, onEvent"],
  ])("%o", (options, message) => {
    const told = typeof message === "string" ? `withBulkhead: ${message}` : message;
    const make = (): unknown => withBulkhead(heldReranker(), options as never);
    expect(make).toThrow(expect.objectContaining({ code: "misconfigured", message: told }));
  });
});
