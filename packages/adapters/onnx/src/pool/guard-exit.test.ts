import { expect, it } from "vitest";
import type { Gate } from "../worker/gate.ts";
import { guardExit, stopGuarding } from "./guard-exit.ts";

it("shuts every gate, then waits at each, when the process exits; and listens only while there are any", () => {
  const before = process.listenerCount("exit");
  const done: string[] = [];
  const gateOf = (name: string): Gate => ({
    memory: new SharedArrayBuffer(8),
    through: (work) => work(),
    leave: () => {},
    shut: () => void done.push(`shut ${name}`),
    waitUntilEmpty: () => void done.push(`waited at ${name}`),
  });
  const gates = [gateOf("a"), gateOf("b")];
  for (const gate of gates) guardExit(gate);
  expect(process.listenerCount("exit")).toBe(before + 1);
  process.listeners("exit").at(-1)?.(0);
  expect(done).toEqual(["shut a", "shut b", "waited at a", "waited at b"]);
  for (const gate of gates) stopGuarding(gate);
  expect(process.listenerCount("exit")).toBe(before);
});
