import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Reranker, type Treatment, treatments } from "@secondpass/core";
import { type ResilienceEvent, resilient } from "@secondpass/resilience";
import { createManualClock } from "@secondpass/testing/clock";
import { type Cue, scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";

const guide = readFileSync(resolve(import.meta.dirname, "../../docs/guide/outages.md"), "utf8");
const request = { query: "fox", documents: ["a whale", "a red fox"] };
const hangs: Cue = { hang: true };

/** Lets everything run that is ready to run. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 4; turn++) await new Promise((done) => setImmediate(done));
}

/** Rows of the table of codes: the code, and what is said of it. */
const rows = [
  ...(guide.split("<!-- codes -->")[1] ?? "")
    .split("\n## ", 1)
    .join("")
    .matchAll(/^\| `(\w+)`(.*)\|$/gm),
].map(([, code = "", rest = ""]) => {
  const [, , retry = "", pause = "", inStack = ""] = rest.split("|").map((cell) => cell.trim());
  return { code, says: [retry, pause, inStack] };
});

/** What the guide has to say of a treatment. */
function inWords(treatment: Treatment): readonly string[] {
  const { retryable, retryableInteractively, countsAgainstBreaker, pause, inStack, loud } = treatment;
  const stack = { throw: "throws", "throw-at-start": "throws at start, then", "fall-back": "falls back," }[inStack];
  return [
    retryableInteractively ? "once" : retryable ? "batch" : "no",
    countsAgainstBreaker ? "counts" : pause === "none" ? "" : pause,
    inStack === "throw" ? stack : `${stack} ${loud ? "error" : "warning"}`,
  ];
}

describe("the guide's table of codes", () => {
  it("has every code once", () => {
    expect(rows.map(({ code }) => code).sort()).toEqual(Object.keys(treatments).sort());
  });

  it.each(rows)("$code", ({ code, says }) => {
    expect(says).toEqual(inWords(treatments[code as keyof typeof treatments]));
  });

  it("names those that are told as errors", () => {
    const loud = Object.entries(treatments).flatMap(([code, one]) => (one.loud ? [code] : []));
    const [, named = ""] = /Level `error` needs a person: ([^.]*)\./.exec(guide.replaceAll("\n", " ")) ?? [];
    expect([...named.matchAll(/\w+/g)].map(String).sort()).toEqual(loud.sort());
  });
});

/** Asks a stack whose rerankers hang; says who was asked when, with how much time, and when the answer came. */
async function timeline(id: string, budgetMs: number, attemptTimeoutMs: number, usualMs?: number) {
  const clock = createManualClock();
  let start = clock.now();
  const asked: (readonly [id: string, atMs: number, limitMs: number])[] = [];
  const noting = (name: string, cues: readonly Cue[], otherwise: Cue): Reranker => {
    const inner = scriptedReranker({ id: name, clock, cues, otherwise });
    const { rerank: ask } = inner;
    const rerank: Reranker["rerank"] = (one, options = {}) => {
      asked.push([name, Math.round(clock.now() - start), Math.round(options.timeoutMs ?? 0)]);
      return ask(one, options);
    };
    return Object.assign(inner, { rerank });
  };
  const cues = usualMs === undefined ? [] : [{ delayMs: usualMs }];
  const stack = resilient(noting(id, cues, hangs), {
    clock,
    random: () => 1,
    attemptTimeoutMs,
    budgetMs,
    fallbacks: [{ reranker: noting("tei", [], hangs), attemptTimeoutMs: 200 }],
  });
  const run = async () => {
    let answeredAt: number | undefined;
    const answer = stack.rerank(request).finally(() => {
      answeredAt = clock.now();
    });
    for (; answeredAt === undefined; clock.advance(5)) await settle();
    return { kind: (await answer).outcome.kind, after: Math.round(answeredAt - start) };
  };
  if (usualMs !== undefined) await run();
  asked.length = 0;
  start = clock.now();
  return { ...(await run()), asked };
}

describe("the guide's figures", () => {
  it("the picture: 1000 ms, of which cohere has 790 and tei the rest", async () => {
    expect(await timeline("cohere", 1000, 500)).toEqual({
      kind: "first-stage",
      after: 990,
      asked: [
        ["cohere", 0, 500],
        ["cohere", 550, 240],
        ["tei", 790, 200],
      ],
    });
  });

  it("the example: 600 ms, then 340, then 200 for tei", async () => {
    expect(await timeline("cohere", 1200, 600, 150)).toEqual({
      kind: "first-stage",
      after: 1190,
      asked: [
        ["cohere", 0, 600],
        ["cohere", 650, 340],
        ["tei", 990, 200],
      ],
    });
  });

  it("the example with 700 ms: no room for a second attempt", async () => {
    const { asked } = await timeline("cohere", 1200, 700, 150);
    expect(asked.filter(([id]) => id === "cohere")).toEqual([["cohere", 0, 700]]);
  });
});

/** Seconds from the outage until the breaker opens, under steady load; undefined: not within a minute. */
async function opensAfter(searchesPerSecond: number, sickness: Cue): Promise<number | undefined> {
  const clock = createManualClock();
  const well = scriptedReranker({ clock });
  const sick = scriptedReranker({ clock, otherwise: sickness });
  let outageAt = Number.POSITIVE_INFINITY;
  let opened: number | undefined;
  const onEvent = (event: ResilienceEvent): void => {
    if (event.type === "open") opened ??= clock.now();
  };
  const now = scriptedReranker({ clock });
  const rerank: Reranker["rerank"] = (...call) => (clock.now() < outageAt ? well : sick).rerank(...call);
  const stack = resilient(Object.assign(now, { rerank }), { clock, random: () => 0.5, attemptTimeoutMs: 800, onEvent });
  const stepMs = 20;
  const everySteps = Math.round(1000 / searchesPerSecond / stepMs);
  for (let step = 0; step < 80_000 / stepMs && opened === undefined; step++) {
    if (step === 20_000 / stepMs) outageAt = clock.now();
    if (step % everySteps === 0) stack.rerank(request).catch(() => {});
    await new Promise((done) => setImmediate(done));
    clock.advance(stepMs);
  }
  await stack.close();
  return opened === undefined ? undefined : Math.round((opened - outageAt) / 1000);
}

describe("how soon the breaker opens", () => {
  it("never, where there are too few attempts to judge by", async () => {
    expect(await opensAfter(0.3, { fail: "connection" })).toBeUndefined();
    expect(await opensAfter(0.3, hangs)).toBeUndefined();
  });

  it.each([
    [1, [9], [11]],
    [2, [3, 4], [4]],
    [10, [3, 4], [4]],
    [50, [3, 4], [4]],
  ])("at %d searches a second", async (searches, refused, hanging) => {
    expect(refused).toContain(await opensAfter(searches, { fail: "connection" }));
    expect(hanging).toContain(await opensAfter(searches, hangs));
  });
});
