import fc from "fast-check";
import { expect, it } from "vitest";
import { createLine } from "./line.ts";

it("hands out in order of arrival, without those who left", () => {
  const line = createLine<string>();
  const leave = ["a", "b", "c", "d", "e"].map((one) => line.join(one));
  for (const at of [1, 0, 4, 4]) leave[at]?.();
  expect(line.length()).toBe(2);
  expect([line.next(), line.next(), line.next()]).toEqual(["c", "d", undefined]);
  leave[2]?.();
  expect(line.length()).toBe(0);
  line.join("f");
  expect([line.next(), line.length()]).toEqual(["f", 0]);
});

it("behaves as an array does, whatever happens", () => {
  const steps = fc.array(fc.oneof(fc.constant("join"), fc.constant("next"), fc.nat(30)), { maxLength: 100 });
  fc.assert(
    fc.property(steps, (all) => {
      const line = createLine<number>();
      const leave: (() => void)[] = [];
      let model: number[] = [];
      for (const step of all) {
        if (step === "join") {
          model.push(leave.length);
          leave.push(line.join(leave.length));
        } else if (step === "next") {
          expect(line.next()).toBe(model.shift());
        } else {
          leave[Number(step)]?.();
          model = model.filter((one) => one !== step);
        }
        expect(line.length()).toBe(model.length);
      }
    }),
    { numRuns: 1000, seed: 20261121 },
  );
});
