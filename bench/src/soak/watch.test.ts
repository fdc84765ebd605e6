import { expect, it } from "vitest";
import { aliveAbove, aliveNow } from "./watch.ts";

it("tells of what is there more often than before", () => {
  const before = new Map([["Timeout", 2]]);
  expect(aliveAbove(before, new Map([["Timeout", 2]]))).toEqual([]);
  const now = new Map(Object.entries({ Timeout: 5, TCPSocketWrap: 1 }));
  expect(aliveAbove(before, now)).toEqual(["3 Timeout", "1 TCPSocketWrap"]);
});

it("sees a timer that is set", () => {
  const before = aliveNow();
  const timer = setTimeout(() => {}, 60_000);
  expect(aliveAbove(before, aliveNow())).toContain("1 Timeout");
  clearTimeout(timer);
});
