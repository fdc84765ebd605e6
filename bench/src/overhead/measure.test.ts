import { expect, it } from "vitest";
import type { OverheadCase } from "./cases.ts";
import { measureRounds } from "./measure.ts";
import { type CallInput, inputSource } from "./texts.ts";

it("gives every call texts of its own and every round another case to begin with", async () => {
  const order: string[] = [];
  const seen = new Set<CallInput>();
  let calls = 0;
  const caseOf = (name: string): OverheadCase => ({
    name,
    call: async (input) => {
      if (order.at(-1) !== name) order.push(name);
      calls++;
      seen.add(input);
      return [];
    },
  });
  const figures = await measureRounds([caseOf("a"), caseOf("b")], inputSource(2), { rounds: 2, timeMs: 1 });
  expect(seen.size).toBe(calls);
  expect([...figures].map(([name, rounds]) => [name, rounds.length])).toEqual([
    ["a", 2],
    ["b", 2],
  ]);
  // Round one is a, b; round two b, a; in each, all are warmed up before they are timed.
  expect(order[0]).toBe("a");
  expect(order.at(-1)).toBe("a");
});

it("does not time a case that fails", async () => {
  const failing: OverheadCase = {
    name: "failing",
    call: async () => {
      throw new Error("no answer");
    },
  };
  await expect(measureRounds([failing], inputSource(1), { rounds: 1, timeMs: 1 })).rejects.toThrow(/no answer/);
});
