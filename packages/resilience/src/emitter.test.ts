import { afterEach, expect, it, vi } from "vitest";
import { createEmitter } from "./emitter.ts";
import type { ResilienceEvent } from "./events.ts";

afterEach(() => vi.restoreAllMocks());

const event: ResilienceEvent = { type: "attempt", rerankerId: "a:b", result: "ok", durationMs: 1 };

it("hands events on", () => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  const seen: ResilienceEvent[] = [];
  createEmitter((one) => seen.push(one))(event);
  createEmitter(undefined)(event);
  expect([seen, warn.mock.calls]).toEqual([[event], []]);
});

it.each([
  [
    "throws",
    () => {
      throw new Error("secret");
    },
  ],
  ["rejects", async () => Promise.reject(new Error("secret"))],
])("a listener that %s changes nothing, and is told of once, without its words", async (_, listener) => {
  const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
  // Every wrapper of a stack makes an emitter of the same listener.
  for (const emit of [createEmitter(listener), createEmitter(listener)]) {
    for (let time = 0; time < 3; time++) emit(event);
  }
  await new Promise(setImmediate);
  expect(warn.mock.calls).toEqual([[expect.stringContaining("onEvent"), { type: "SecondpassWarning" }]]);
  expect(JSON.stringify(warn.mock.calls)).not.toContain("secret");
});
