import { expect, it } from "vitest";
import { createGate } from "./gate.ts";

it("lets through until it is shut on the other side", async () => {
  const outside = createGate();
  const inside = createGate(outside.memory);
  inside.leave();
  expect(await inside.through(async () => "done")).toBe("done");
  outside.shut();
  await expect(inside.through(async () => "done")).rejects.toMatchObject({ code: "closed" });
});

it("counts as inside until work ends, in whichever way", async () => {
  const outside = createGate();
  const words = new Int32Array(outside.memory);
  const inside = createGate(outside.memory);
  expect(words[0]).toBe(0);
  inside.leave();
  expect(words[0]).toBe(1);
  await inside.through(async () => expect(words[0]).toBe(0));
  expect(words[0]).toBe(1);
  await expect(inside.through(() => Promise.reject(new Error("in vain")))).rejects.toThrow("in vain");
  expect(words[0]).toBe(1);
  // Returns at once; were somebody inside, it would take the millisecond.
  outside.waitUntilEmpty(1);
});
