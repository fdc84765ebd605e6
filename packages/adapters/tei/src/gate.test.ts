import { getEventListeners } from "node:events";
import { describe, expect, it } from "vitest";
import { createGate } from "./gate.ts";

const { signal } = new AbortController();

/** Enters and notes the order in which it got in. */
function entrant(gate: ReturnType<typeof createGate>, order: string[]) {
  return (name: string, size: number, by: AbortSignal = signal): Promise<() => void> =>
    gate.enter(size, by).then((leave) => {
      order.push(name);
      return leave;
    });
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("createGate", () => {
  it("lets in what there is room for, and the rest in order as room comes", async () => {
    const order: string[] = [];
    const enter = entrant(
      createGate(() => 10),
      order,
    );
    const [leaveA, leaveB] = await Promise.all([enter("a", 6), enter("b", 4)]);
    const c = enter("c", 8);
    // There would be room for d before there is for c, but c came first.
    const d = enter("d", 1);
    leaveA();
    await turn();
    expect(order).toEqual(["a", "b"]);
    leaveB();
    await Promise.all([c, d]);
    expect(order).toEqual(["a", "b", "c", "d"]);
  });

  it("lets in by itself what is larger than all the room", async () => {
    const order: string[] = [];
    const enter = entrant(
      createGate(() => 4),
      order,
    );
    const small = await enter("small", 1);
    const large = enter("large", 9);
    await turn();
    expect(order).toEqual(["small"]);
    small();
    const leave = await large;
    const next = enter("next", 1);
    await turn();
    expect(order).toEqual(["small", "large"]);
    leave();
    await next;
    expect(order).toEqual(["small", "large", "next"]);
  });

  it("asks for the room each time", async () => {
    const order: string[] = [];
    let room = Number.POSITIVE_INFINITY;
    const enter = entrant(
      createGate(() => room),
      order,
    );
    const first = await enter("first", 100);
    room = 4;
    const second = enter("second", 2);
    await turn();
    expect(order).toEqual(["first"]);
    first();
    await second;
    expect(order).toEqual(["first", "second"]);
  });

  it("an abort ends the wait with its reason, leaves no listener, and lets the next one in", async () => {
    const order: string[] = [];
    const enter = entrant(
      createGate(() => 4),
      order,
    );
    const leave = await enter("inside", 3);
    const controller = new AbortController();
    const reason = new Error("the user typed on");
    const given = enter("given up", 4, controller.signal);
    const after = enter("after", 1);
    await turn();
    expect(order).toEqual(["inside"]);
    controller.abort(reason);
    await expect(given).rejects.toBe(reason);
    await after;
    expect(order).toEqual(["inside", "after"]);
    leave();
    expect(getEventListeners(controller.signal, "abort")).toEqual([]);
    expect(getEventListeners(signal, "abort")).toEqual([]);
  });

  it("does not let in what is aborted already", async () => {
    const gate = createGate(() => 4);
    await expect(gate.enter(1, AbortSignal.abort("gone"))).rejects.toBe("gone");
  });
});
