import { rerankError } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { afterEach, describe, expect, it, vi } from "vitest";
import {
  handMade,
  listener,
  member,
  never,
  rejectionOf,
  request,
  settled,
  watch,
} from "./__fixtures__/fallback-parts.ts";
import { withFallback } from "./with-fallback.ts";

const answering = async (): Promise<never> => never;
/** One whose warm-up fails so. */
const cold = (id: string, code: "auth" | "overloaded" | "model_load" | "connection") =>
  handMade(id, answering, { warmup: () => Promise.reject(rerankError(code, `${id} on cue`, { status: 418 })) });

afterEach(() => vi.restoreAllMocks());

describe("warmup", () => {
  it("warms everybody, with what the caller gave", async () => {
    const told: unknown[] = [];
    const noting = (id: string) =>
      handMade(id, answering, { warmup: async (options) => void told.push([id, options?.tenant, options?.timeoutMs]) });
    await withFallback(noting("a:1"), { fallbacks: [noting("b:1"), noting("c:1")] }).warmup({ tenant: "t" });
    expect(told).toEqual(["a:1", "b:1", "c:1"].map((id) => [id, "t", Number.POSITIVE_INFINITY]));
  });

  it.each(["overloaded", "connection"] as const)("is done though the one asked is unwell: %s", async (code) => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const { events, onEvent } = listener();
    await withFallback(cold("a:1", code), { onEvent }).warmup();
    expect(events).toMatchObject([{ type: "attempt", rerankerId: "a:1", result: code }]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("throws where fallbackOn leaves out how the one asked is unwell, and where the chain is strict and nobody is well", async () => {
    vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const picky = withFallback(cold("a:1", "overloaded"), { fallbackOn: ["timeout"] });
    expect(await rejectionOf(picky.warmup())).toMatchObject({ code: "overloaded" });
    const fallbacks = [cold("b:1", "connection")];
    const strict = withFallback(cold("a:1", "overloaded"), { strict: true, fallbacks });
    expect(await rejectionOf(strict.warmup())).toMatchObject({ code: "overloaded", message: "a:1 on cue" });
    await withFallback(cold("a:1", "overloaded"), { strict: true, fallbacks: [member("b:1")] }).warmup();
  });

  it("throws a wrong setting of the one asked, once everybody is through", async () => {
    let warmed = false;
    const slow = handMade("b:1", answering, {
      warmup: async () => {
        await settled();
        warmed = true;
      },
    });
    const error = await rejectionOf(withFallback(cold("a:1", "auth"), { fallbacks: [slow] }).warmup());
    expect(error).toMatchObject({ code: "auth" });
    expect(warmed).toBe(true);
  });

  it("a fallback that is unwell does not stop the start, and is heard of", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const { events, onEvent } = listener();
    await withFallback(member("a:1"), { fallbacks: [cold("b:1", "connection")], onEvent }).warmup();
    expect(events).toMatchObject([{ type: "attempt", rerankerId: "b:1", result: "connection", status: 418 }]);
    expect(warn.mock.calls).toEqual([
      ["b:1 did not warm up (connection); it is asked all the same when it is needed", { type: "SecondpassWarning" }],
    ]);
  });

  it.each(["auth", "model_load"] as const)("a fallback's %s does: at start a person is looking", async (code) => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const fallbacks = [cold("b:1", "overloaded"), cold("c:1", code), cold("d:1", "auth")];
    const { events, onEvent } = listener();
    const error = await rejectionOf(withFallback(member("a:1"), { fallbacks, onEvent }).warmup());
    expect(error).toMatchObject({ code, message: "c:1 on cue" });
    expect(events).toMatchObject([{ result: "overloaded" }, { result: code }, { result: "auth" }]);
    expect(warn).toHaveBeenCalledTimes(1);
  });

  it("ends with the caller's abort, and with its budget even where a fallback hangs", async () => {
    const warn = vi.spyOn(process, "emitWarning").mockImplementation(() => {});
    const clock = createManualClock();
    const hanging = handMade("b:1", answering, { warmup: () => never });
    const stack = withFallback(member("a:1"), { fallbacks: [hanging], clock });
    const controller = new AbortController();
    const aborted = stack.warmup({ signal: controller.signal });
    await settled();
    controller.abort("enough");
    expect(await rejectionOf(aborted)).toBe("enough");
    await settled();

    const { events, onEvent } = listener();
    const second = withFallback(member("a:1"), { fallbacks: [hanging], clock, onEvent }).warmup({ timeoutMs: 5000 });
    await settled();
    clock.advance(5000);
    await second;
    expect(events).toMatchObject([{ rerankerId: "b:1", result: "timeout" }]);
    expect([warn.mock.calls.length, clock.pending]).toEqual([1, 0]);
  });
});

describe("close", () => {
  it("closes everybody, also where one of them fails, which is told", async () => {
    const closed: string[] = [];
    const closing = (id: string, fails = false) =>
      handMade(id, answering, {
        close: () => {
          closed.push(id);
          if (fails) throw new TypeError("no");
          return Promise.resolve();
        },
      });
    const fallbacks = [closing("b:1", true), closing("c:1")];
    const stack = withFallback(closing("a:1"), { fallbacks });
    expect(await rejectionOf(stack.close())).toMatchObject({ code: "internal", provider: "b:1" });
    expect(closed.sort()).toEqual(["a:1", "b:1", "c:1"]);

    const second = withFallback(closing("a:2", true), { fallbacks: [closing("b:2")] });
    await rejectionOf(second.close());
    expect(closed).toContain("b:2");
  });

  it("ends calls in flight with `closed`, asks nobody else, tells nothing, and leaves no timer", async () => {
    for (const inner of [member("a:1", { hang: true }), handMade("a:1", () => never)]) {
      const clock = createManualClock();
      const other = member("b:1");
      const { events, onEvent } = listener();
      const stack = withFallback(inner, { fallbacks: [other], onEvent, clock });
      const call = watch(stack.rerank(request));
      await settled();
      await stack.close();
      await settled();
      expect(call.reason).toMatchObject({ code: "closed" });
      expect([other.calls.length, events, clock.pending]).toEqual([0, [], 0]);
      expect(await rejectionOf(stack.rerank(request))).toMatchObject({ code: "closed" });
    }
  });
});
