import type { Gate } from "../worker/gate.ts";

const gates = new Set<Gate>();

/** A run of the largest models takes less. */
const mostMilliseconds = 5000;

/** Node ends all threads when the process exits, wherever they are; so the run under way is waited for. */
function waitForAll(): void {
  for (const gate of gates) gate.shut();
  for (const gate of gates) gate.waitUntilEmpty(mostMilliseconds);
}

/** Keeps the process from exiting while a worker is inside its gate. */
export function guardExit(gate: Gate): void {
  if (gates.size === 0) process.on("exit", waitForAll);
  gates.add(gate);
}

/** The worker has ended. */
export function stopGuarding(gate: Gate): void {
  gates.delete(gate);
  if (gates.size === 0) process.off("exit", waitForAll);
}
