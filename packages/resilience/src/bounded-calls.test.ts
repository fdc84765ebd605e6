import { getEventListeners } from "node:events";
import { createManualClock } from "@secondpass/testing/clock";
import { expect, it } from "vitest";
import { deferred } from "./__fixtures__/breaker-rig.ts";
import { createBoundedCalls } from "./bounded-calls.ts";

function make() {
  const clock = createManualClock();
  const stopped: unknown[] = [];
  const stop = (reason: unknown): void => void stopped.push(reason);
  return { clock, calls: createBoundedCalls("a:b", clock), work: deferred<string>(), stopped, stop };
}

it.each([
  ["answers", async (work: ReturnType<typeof make>["work"]) => work.resolve("done"), "done"],
  ["fails", async (work: ReturnType<typeof make>["work"]) => work.reject("broken"), "broken"],
])("work that %s in time keeps nothing", async (_, end, how) => {
  const { clock, calls, work, stopped, stop } = make();
  const { signal } = new AbortController();
  const call = calls.run(work.promise, { limitMs: 100, signal, stop }).catch((reason) => reason);
  expect([clock.pending, getEventListeners(signal, "abort").length]).toEqual([1, 1]);
  await end(work);
  expect(await call).toBe(how);
  calls.close();
  expect([clock.pending, getEventListeners(signal, "abort").length, stopped]).toEqual([0, 0, []]);
});

it("at the limit it is stopped, and what it says later is not heard", async () => {
  const { clock, calls, work, stopped, stop } = make();
  const call = calls.run(work.promise, { limitMs: 100, stop });
  clock.advance(99);
  expect(stopped).toEqual([]);
  clock.advance(1);
  await expect(call).rejects.toMatchObject({
    code: "timeout",
    message: "a:b: no answer within 100 ms",
    provider: "a:b",
  });
  expect(stopped).toMatchObject([{ code: "timeout" }]);
  work.reject(new Error("late"));
  await new Promise(setImmediate);
  expect(clock.pending).toBe(0);
});

it("an abort ends the wait with its reason", async () => {
  const { clock, calls, work, stopped, stop } = make();
  const controller = new AbortController();
  const call = calls.run(work.promise, { limitMs: 100, signal: controller.signal, stop });
  controller.abort("gone");
  await expect(call).rejects.toBe("gone");
  expect([stopped, clock.pending]).toEqual([["gone"], 0]);
});

it("close ends them all", async () => {
  const { clock, calls, work, stopped, stop } = make();
  const both = [1, 2].map(() => calls.run(work.promise, { limitMs: 100, stop }));
  calls.close();
  const closed = { code: "closed", message: "a:b is closed", provider: "a:b" };
  for (const call of both) await expect(call).rejects.toMatchObject(closed);
  expect([stopped.length, clock.pending]).toEqual([2, 0]);
});
