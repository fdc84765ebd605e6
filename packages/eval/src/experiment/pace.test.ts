import { createManualClock } from "@secondpass/testing/clock";
import { expect, it } from "vitest";
import { createPace } from "./pace.ts";

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

it("begins calls evenly, however many wait", async () => {
  const clock = createManualClock();
  const pace = createPace(60, clock);
  const begun: number[] = [];
  const start = clock.now();
  for (let call = 0; call < 4; call++) void pace().then(() => begun.push(clock.now() - start));
  for (let step = 0; step < 8; step++) {
    await settled();
    clock.advance(500);
  }
  await settled();
  expect(begun).toEqual([0, 1000, 2000, 3000]);
});

it("owes nothing after a pause", async () => {
  const clock = createManualClock();
  const pace = createPace(60, clock);
  await pace();
  clock.advance(10_000);
  await pace();
  const third = pace();
  expect(clock.pending).toBe(1);
  clock.advance(1000);
  await third;
});

it("an abort ends the wait with its reason, and no timer stays", async () => {
  const clock = createManualClock();
  const pace = createPace(1, clock);
  await pace();
  const controller = new AbortController();
  const waiting = pace(controller.signal);
  controller.abort("enough");
  await expect(waiting).rejects.toBe("enough");
  expect(clock.pending).toBe(0);
  await expect(pace(AbortSignal.abort("before"))).rejects.toBe("before");
  expect(clock.pending).toBe(0);
});

it("without a limit nobody waits", async () => {
  const clock = createManualClock();
  const pace = createPace(undefined, clock);
  await Promise.all([pace(), pace(), pace()]);
  expect(clock.pending).toBe(0);
});
