import { setTimeout as sleep } from "node:timers/promises";
import type { OpenStage } from "./stage.ts";
import { type Alive, aliveAbove, aliveNow, type Watch } from "./watch.ts";

/** What every scenario is checked for once it is over. */
export interface Found {
  readonly issued: number;
  readonly settled: number;
  /** What must not be; empty where all is well. */
  readonly problems: readonly string[];
  /** Processor time of the servers, in milliseconds. */
  readonly cpuMs: number;
}

/** What may be left for a moment after close. */
const patienceMs = 2_000;

/** Closes all that is on the stage, and looks at what is left. */
export async function findProblems(open: OpenStage, watch: Watch): Promise<Found> {
  const { tallies, stacks, backends } = open;
  const problems: string[] = [];
  const issued = sum(tallies.map((tally) => tally.issued));
  const settled = sum(tallies.map((tally) => tally.settled));
  if (issued !== settled) problems.push(`${issued - settled} calls of ${issued} did not settle`);
  for (const stack of stacks) await stack.reranker.close();
  const views = await Promise.all(backends.map((backend) => seenLast(backend)));
  problems.push(...views.flatMap((view) => view?.left ?? []));
  await Promise.all(backends.map((backend) => backend.kill()));
  problems.push(...(await leftAlive(watch.alive)));
  for (const counts of [...tallies.map((tally) => tally.problems), ...stacks.map(({ leaks }) => leaks)]) {
    for (const [problem, count] of counts) problems.push(`${count} × ${problem}`);
  }
  problems.push(...unexpected(watch.seen, open.expectedWarnings));
  return { issued, settled, problems, cpuMs: sum(views.map((view) => view?.cpuMs ?? 0)) };
}

/** What was seen and not expected, or expected and not seen. */
export function unexpected(seen: readonly string[], expected: readonly string[]): readonly string[] {
  const left = [...seen];
  const missing = expected.filter((part) => {
    const at = left.findIndex((one) => one.startsWith("warning: ") && one.includes(part));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [...left, ...missing.map((part) => `no warning: ${part}`)];
}

/** Waits until a server has no connection left; undefined where it is gone. */
async function seenLast(
  backend: OpenStage["backends"][number],
): Promise<{ left: string[]; cpuMs: number } | undefined> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const view = await backend.look().catch(() => undefined);
    if (!view) return undefined;
    const { openConnections, cpuMs, problems } = view;
    const isOver = openConnections === 0 || performance.now() > end;
    if (isOver) {
      const left = openConnections === 0 ? [] : [`${openConnections} connections open 2 s after close`];
      return { left: [...left, ...problems], cpuMs };
    }
    await sleep(20);
  }
}

async function leftAlive(before: Alive): Promise<readonly string[]> {
  const end = performance.now() + patienceMs;
  for (;;) {
    const left = aliveAbove(before, aliveNow());
    if (left.length === 0 || performance.now() > end) return left.map((what) => `${what} left after close`);
    // A timer of our own would be one of those that are counted.
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
