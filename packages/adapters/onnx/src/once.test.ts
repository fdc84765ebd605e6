import { expect, it, vi } from "vitest";
import { once } from "./once.ts";

it("is made once for all who ask", async () => {
  const make = vi.fn(async () => ({}));
  const thing = once(make);
  expect([thing.making, thing.made]).toEqual([undefined, undefined]);
  const [first, second] = await Promise.all([thing.get(), thing.get()]);
  expect(first).toBe(second);
  expect(thing.made).toBe(first);
  expect(await thing.making).toBe(first);
  expect(make).toHaveBeenCalledTimes(1);
});

it("is tried again after a failure", async () => {
  const make = vi.fn(async () => "there").mockRejectedValueOnce(new Error("not yet"));
  const thing = once(make);
  const both = await Promise.allSettled([thing.get(), thing.get()]);
  expect(both.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(await thing.get()).toBe("there");
  expect(make).toHaveBeenCalledTimes(2);
});

it("is made anew once forgotten, which an earlier one cannot be", async () => {
  const thing = once(async () => ({}));
  const first = await thing.get();
  thing.forget(first);
  expect(thing.made).toBeUndefined();
  const second = await thing.get();
  expect(second).not.toBe(first);
  thing.forget(first);
  expect(thing.made).toBe(second);
});
