import fc from "fast-check";
import { expect, it } from "vitest";
import { type BreakerRig, breakerRig, flush } from "./__fixtures__/breaker-rig.ts";
import { type Deed, referenceBreaker } from "./__fixtures__/reference-breaker.ts";

interface Model {
  readonly reference: ReturnType<typeof referenceBreaker>;
  /** How each call must end; undefined while it hangs. */
  readonly endings: unknown[];
  asked: number;
  closed: boolean;
}

interface Real {
  readonly rig: BreakerRig;
  /** How each call ended, once for each time that it did. */
  readonly endings: unknown[][];
  readonly callers: AbortController[];
  eventsAtClose?: number;
}

/** What all sequences together came through: a model that never gets into a state says nothing of it. */
const seen: Record<string, number> = {};
const note = (what: string): void => {
  seen[what] = (seen[what] ?? 0) + 1;
};

/** The same numbers from 0 to 1 for both. */
function numbers(): () => number {
  let count = 0;
  return () => (count++ * 0.37) % 1;
}

function compare({ reference, asked, closed }: Model, { rig, eventsAtClose }: Real): void {
  const told = rig.events.map((event) =>
    event.type === "open" && event.openMs !== undefined ? [event.type, event.openMs] : [event.type],
  );
  expect(told).toEqual(reference.events);
  expect(rig.asked()).toBe(asked);
  expect(rig.mostProbes()).toBeLessThanOrEqual(1);
  for (const event of rig.events) {
    if (event.type === "open" && event.openMs !== undefined) expect(event.openMs).toBeGreaterThanOrEqual(15_000 * 0.8);
  }
  if (closed) {
    expect(rig.events).toHaveLength(eventsAtClose ?? 0);
    return;
  }
  expect(rig.reranker.breaker.state()).toBe(reference.state());
  expect(rig.reranker.breaker.stats()).toEqual(reference.stats());
}

type Step = (model: Model, real: Real) => Promise<void>;

function command(name: string, step: Step): fc.AsyncCommand<Model, Real> {
  return {
    check: () => true,
    toString: () => name,
    async run(model, real) {
      const before = model.reference.events.length;
      const late = model.reference.late();
      await step(model, real);
      compare(model, real);
      if (!model.closed) note(model.reference.state());
      if (model.reference.late() > late) note("late verdict");
      for (const [type] of model.reference.events.slice(before)) note(`event ${type}`);
    },
  };
}

async function callOnce(model: Model, real: Real, deed: Deed): Promise<void> {
  const id = model.endings.length;
  const ending = model.closed ? "closed" : model.reference.call(deed, id);
  if (ending === deed) model.asked++;
  model.endings.push(ending === "hang" ? undefined : ending);
  note(`call ${ending}`);
  const caller = new AbortController();
  const ended: unknown[] = [];
  real.callers.push(caller);
  real.endings.push(ended);
  const call = real.rig.call(deed, { signal: caller.signal }).then((how) => ended.push(how));
  await (ending === "hang" ? flush() : call);
}

const calls = (deed: Deed, times: number): fc.AsyncCommand<Model, Real> =>
  command(`${times} × ${deed}`, async (model, real) => {
    for (let time = 0; time < times; time++) await callOnce(model, real, deed);
  });

const abort = (which: number): fc.AsyncCommand<Model, Real> =>
  command(`abort ${which}`, async (model, real) => {
    const open = model.endings.flatMap((how, id) => (how === undefined ? [id] : []));
    const id = open[which % open.length];
    if (id === undefined) return;
    note(model.reference.abandon(id) ? "abort of a probe" : "abort");
    const reason = new Error("gone");
    model.endings[id] = reason;
    real.callers[id]?.abort(reason);
    await flush();
  });

const advance = (ms: number): fc.AsyncCommand<Model, Real> =>
  command(`advance ${ms}`, async (model, real) => {
    if (!model.closed) for (const id of model.reference.advance(ms)) model.endings[id] ??= "timeout";
    real.rig.clock.advance(ms);
    await flush();
  });

const force = (how: "forceOpen" | "forceClosed" | "reset"): fc.AsyncCommand<Model, Real> =>
  command(how, async (model, real) => {
    if (!model.closed) model.reference.force(how);
    real.rig.reranker.breaker[how]();
  });

const close = (): fc.AsyncCommand<Model, Real> =>
  command("close", async (model, real) => {
    const unsettled = model.endings.flatMap((how, id) => (how === undefined ? [id] : []));
    for (const id of unsettled) model.endings[id] = "closed";
    model.closed = true;
    await real.rig.reranker.close();
    real.eventsAtClose ??= real.rig.events.length;
    await flush();
    expect(real.rig.clock.pending).toBe(0);
  });

const deeds = fc.constantFrom<Deed[]>("ok", "overloaded", "partial", "bad_request", "hang");
const anyCalls = fc.tuple(deeds, fc.integer({ min: 1, max: 3 })).map(([deed, times]) => calls(deed, times));
const failures = fc.integer({ min: 5, max: 12 }).map((times) => calls("overloaded", times));
const pauses = fc
  .oneof(
    fc.constantFrom(1_000, 1_999, 2_000, 12_000, 15_000, 18_000, 30_000, 72_000),
    fc.integer({ min: 1, max: 40_000 }),
  )
  .map(advance);
const hangs = fc.constantFrom(1, 2).map((times) => calls("hang", times));
const aborts = fc.nat(3).map(abort);
const forces = fc.constantFrom("forceOpen" as const, "forceClosed" as const, "reset" as const).map(force);
const closes = fc.integer({ min: 0, max: 9 }).map((die) => (die === 0 ? close() : advance(15_000)));

it("does what the reference does, through 2,500 sequences", async () => {
  const sequences = fc.commands(
    [anyCalls, failures, pauses, failures, pauses, hangs, aborts, hangs, aborts, forces, closes],
    {
      maxCommands: 25,
      size: "max",
    },
  );
  const property = fc.asyncProperty(sequences, async (commands) => {
    let last: [Model, Real] | undefined;
    await fc.asyncModelRun(() => {
      const rig = breakerRig({ volumeThreshold: 10, maxOpenMs: 60_000, random: numbers() });
      const reference = referenceBreaker(rig.clock.now(), numbers());
      const model: Model = { reference, endings: [], asked: 0, closed: false };
      const real: Real = { rig, endings: [], callers: [] };
      last = [model, real];
      return { model, real };
    }, commands);
    const [model, real] = last as [Model, Real];
    await close().run(model, real);
    // Every call has settled, once, as it must.
    expect(real.endings).toEqual(model.endings.map((how) => [how]));
  });
  await fc.assert(property, { numRuns: 2_500, seed: 20261121 });
  const reached = [
    "closed",
    "open",
    "half-open",
    "event halfOpen",
    "event close",
    "abort",
    "abort of a probe",
    "call closed",
    "late verdict",
  ];
  for (const what of reached) expect(`${what}: ${(seen[what] ?? 0) >= 50}`).toBe(`${what}: true`);
});
