import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { onAbort } from "./on-abort.ts";

const listeners = (signal: AbortSignal): number => getEventListeners(signal, "abort").length;

describe("onAbort", () => {
  it("keeps one listener on the signal however many wait, and none when all have called off", () => {
    const { signal } = new AbortController();
    const callOff = Array.from({ length: 50 }, () => onAbort(signal, () => {}));
    expect(listeners(signal)).toBe(1);
    for (const off of callOff) off();
    expect(listeners(signal)).toBe(0);
  });

  it("calls everybody who still waits back, once", () => {
    const controller = new AbortController();
    const called: string[] = [];
    onAbort(controller.signal, () => called.push("first"));
    onAbort(controller.signal, () => called.push("gone"))();
    onAbort(controller.signal, () => called.push("second"));
    controller.abort();
    expect(called).toEqual(["first", "second"]);
  });

  it("lets the same function wait twice, and be called off once", () => {
    const controller = new AbortController();
    let calls = 0;
    const callback = (): void => void calls++;
    const off = onAbort(controller.signal, callback);
    onAbort(controller.signal, callback);
    off();
    off();
    controller.abort();
    expect(calls).toBe(1);
  });

  it("listens again after all had called off", () => {
    const controller = new AbortController();
    onAbort(controller.signal, () => {})();
    let called = false;
    onAbort(controller.signal, () => {
      called = true;
    });
    controller.abort();
    expect(called).toBe(true);
  });
});
