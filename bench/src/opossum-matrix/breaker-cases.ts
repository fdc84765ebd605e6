import type { RerankErrorCode } from "@secondpass/core";
import { type BreakerRig, breakerRig, type Deed } from "./rig.ts";

/** One thing to find out of a code: what comes of it, as data. */
export type Case = (code: RerankErrorCode) => Promise<unknown>;

/** So many calls at once, then what is seen and how the next call ends. */
async function verdict(...bursts: readonly (readonly [count: number, deed: Deed])[]): Promise<unknown> {
  const rig = breakerRig();
  const endings: unknown[] = [];
  for (const [count, deed] of bursts) endings.push(await rig.calls(count, deed));
  return { endings, seen: rig.seen(), next: await rig.call("ok") };
}

async function openedRig(deed: Deed = "overloaded"): Promise<BreakerRig> {
  const rig = breakerRig({ maxOpenMs: 100_000 });
  await rig.calls(20, deed);
  return rig;
}

/** The last open time that was told. */
function openMsOf({ events }: BreakerRig): number {
  const opened = events.findLast(({ type }) => type === "open");
  return opened?.type === "open" ? (opened.openMs ?? 0) : 0;
}

async function halfOpen(code: RerankErrorCode): Promise<unknown> {
  const rig = await openedRig();
  rig.clock.advance(15_000);
  const before = rig.seen();
  const trials = await rig.calls(3, code);
  const after = rig.seen();
  const next = await rig.call("ok");
  rig.clock.advance(900_000);
  return { before, trials, after, next, later: await rig.call("ok"), end: rig.seen() };
}

/** Six probes that end with the code, each at the end of the open time before; then one that is answered, and a second outage. */
async function escalation(code: RerankErrorCode): Promise<unknown> {
  const rig = await openedRig();
  const rounds: unknown[] = [];
  for (let round = 0; round < 6; round++) {
    const openMs = openMsOf(rig);
    rig.clock.advance(openMs - 1);
    const early = await rig.call("ok");
    rig.clock.advance(1);
    rounds.push({ openMs, early, probe: await rig.call(code), seen: rig.seen() });
  }
  rig.clock.advance(900_000);
  const answered = await rig.call("ok");
  await rig.calls(20, "overloaded");
  return { rounds, answered, end: rig.seen() };
}

/** One call; then, each on a rig of its own, the next one so much later. */
async function pause(code: RerankErrorCode): Promise<unknown> {
  const waits = [0, 999, 1_000, 29_999, 30_000, 59_999, 60_000];
  return Promise.all(
    waits.map(async (wait) => {
      const rig = breakerRig();
      const first = await rig.call(code);
      rig.clock.advance(wait);
      return { wait, first, next: await rig.calls(2, "ok"), seen: rig.seen() };
    }),
  );
}

/** The code again and again, a quarter of an hour apart, so that every pause is over. */
async function pausesInARow(code: RerankErrorCode): Promise<unknown> {
  const rig = breakerRig();
  const endings: unknown[] = [];
  for (let time = 0; time < 6; time++) {
    endings.push(await rig.call(code), await rig.call("ok"));
    rig.clock.advance(900_000);
  }
  return { endings, seen: rig.seen() };
}

async function window(code: RerankErrorCode): Promise<unknown> {
  const rig = breakerRig();
  const seen: unknown[] = [];
  for (let tenth = 0; tenth < 12; tenth++) {
    await rig.calls(2, code);
    seen.push(rig.seen());
    rig.clock.advance(1_000);
  }
  await rig.calls(19, code);
  rig.clock.advance(10_000);
  await rig.calls(19, code);
  return { seen, end: rig.seen() };
}

async function byForce(code: RerankErrorCode): Promise<unknown> {
  const rig = breakerRig({ latchMs: 0 });
  const { breaker } = rig.reranker;
  breaker.forceOpen();
  const open = [await rig.call(code), rig.seen()];
  breaker.forceClosed();
  const closed = [await rig.calls(30, code), rig.seen()];
  breaker.reset();
  rig.clock.advance(900_000);
  return { open, closed, reset: [await rig.calls(30, code), rig.seen()] };
}

async function shutDown(code: RerankErrorCode): Promise<unknown> {
  const rig = await openedRig(code);
  await rig.reranker.close();
  rig.clock.advance(900_000);
  return { call: await rig.call("ok"), seen: rig.seen() };
}

/** What a breaker makes of a code: around opossum's thresholds, over its window, as a probe, and by itself in time. */
export const breakerCases: Readonly<Record<string, Case>> = {
  "19 calls": (code) => verdict([19, code]),
  "20 calls": (code) => verdict([20, code]),
  "10 answered, 10 not": (code) => verdict([10, "ok"], [10, code]),
  "9 answered, 11 not": (code) => verdict([9, "ok"], [11, code]),
  "20 calls, then an outage": (code) => verdict([20, code], [20, "overloaded"]),
  "over the window": window,
  "half-open": halfOpen,
  "open times": escalation,
  "cooldown and latch": pause,
  "cooldown and latch in a row": pausesInARow,
  "by force": byForce,
  "shut down": shutDown,
};
