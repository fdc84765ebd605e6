import { setTimeout as sleep } from "node:timers/promises";
import { type Attempt, defineReranker, defineWrapper, type Reranker } from "@secondpass/core";
import { createManualClock } from "@secondpass/testing/clock";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import type { Dataset } from "../types.ts";
import type { AnswerStore, KeptAnswer } from "./answer-store.ts";
import { rerankDataset } from "./rerank-dataset.ts";
import type { Progress } from "./rerank-dataset-options.ts";

const count = 6;

/** Queries q0…q5 with the documents of their number; the best one is last. */
function collection(): Dataset {
  const documents = new Map<string, string>();
  const queries = new Map<string, string>();
  const firstStage = new Map<string, { documents: string[]; scores: number[] }>();
  for (let query = 0; query < count; query++) {
    const ids = ["a", "b", "c"].map((name) => `${name}${query}`);
    queries.set(`q${query}`, `needle ${query}`);
    for (const [at, id] of ids.entries()) documents.set(id, at === 2 ? `needle ${query}` : `hay ${id}`);
    firstStage.set(`q${query}`, { documents: ids, scores: [3, 2, 1] });
  }
  return { name: "needles", queries, documents, qrels: new Map(), firstStage };
}

function memoryStore(): AnswerStore & { readonly answers: Map<string, KeptAnswer> } {
  const answers = new Map<string, KeptAnswer>();
  return { answers, get: (key) => answers.get(key), put: async (key, answer) => void answers.set(key, answer) };
}

/** Scores by the length of the text, and counts what it is asked. */
function counting(score: (call: number) => Promise<void> = async () => {}): Reranker & { readonly asked: string[] } {
  const asked: string[] = [];
  const reranker = defineReranker({
    id: "counting:1",
    traits: { scoreScale: "logit", pointwise: true, revision: "r1" },
    async score({ query, documents }) {
      asked.push(query);
      await score(asked.length);
      return {
        scores: documents.map((text, index) => ({ index, score: text === query ? 1 : 0 })),
        usage: { requests: 1 },
      };
    },
  });
  return Object.assign(reranker, { asked });
}

describe("a dataset's order", () => {
  it("is the reranker's, with ids, scores and one record a call", async () => {
    const { run, calls } = await rerankDataset({ reranker: scriptedReranker(), dataset: collection() });
    expect([...run.keys()]).toEqual(["q0", "q1", "q2", "q3", "q4", "q5"]);
    expect(run.get("q3")?.documents).toEqual(["c3", "a3", "b3"]);
    expect(run.get("q3")?.scores[0]).toBeGreaterThan(run.get("q3")?.scores[1] ?? Number.NaN);
    expect(calls.map(({ query, documents, outcome, reused }) => [query, documents, outcome, reused])).toEqual(
      [...run.keys()].map((query) => [query, 3, "reranked", false]),
    );
    expect(calls[0]).toMatchObject({ rerankerId: "scripted:test", scoreScale: "similarity" });
  });

  it("is the first stage's beyond the depth, unscored", async () => {
    const { run, calls } = await rerankDataset({ reranker: scriptedReranker(), dataset: collection(), depth: 2 });
    expect(run.get("q0")?.documents).toEqual(["a0", "b0", "c0"]);
    expect(Array.from(run.get("q0")?.scores ?? []).at(-1)).toBeNull();
    expect(calls[0]?.documents).toBe(2);
  });

  it("holds the queries asked for, without those that found nothing", async () => {
    const dataset = collection();
    const firstStage = new Map([...dataset.firstStage, ["q1", { documents: [], scores: [] }]]);
    const queries = ["q4", "q1", "q0", "unknown"];
    const { run } = await rerankDataset({ reranker: scriptedReranker(), dataset: { ...dataset, firstStage }, queries });
    expect([...run.keys()]).toEqual(["q4", "q0"]);
  });

  it("names a text that is missing, before anything is asked", async () => {
    const reranker = counting();
    const dataset = collection();
    const [queries, documents] = [new Map(dataset.queries), new Map(dataset.documents)];
    queries.delete("q5");
    documents.delete("b4");
    await expect(rerankDataset({ reranker, dataset: { ...dataset, queries } })).rejects.toThrow("query q5 has no text");
    await expect(rerankDataset({ reranker, dataset: { ...dataset, documents } })).rejects.toThrow(
      "document b4, a candidate of query q4, has no text",
    );
    expect(reranker.asked).toEqual([]);
  });

  it("keeps what a degraded answer gave, and says so", async () => {
    const reranker = scriptedReranker({ cues: [{}, { scores: [5, null, 7] }], incomplete: "append" });
    const { run, calls } = await rerankDataset({ reranker, dataset: collection(), queries: ["q0"] });
    expect(run.get("q0")?.documents).toEqual(["c0", "a0", "b0"]);
    expect(calls[0]?.documents).toBe(3);
  });
});

describe("calls", () => {
  it("are preceded by a small one that does not count", async () => {
    const reranker = counting();
    const { calls } = await rerankDataset({ reranker, dataset: collection() });
    expect([reranker.asked.length, calls.length]).toEqual([count + 1, count]);
  });

  it.each([1, 2, 4, 100])("are under way no more than %d at once", async (concurrency) => {
    let [now, most] = [0, 0];
    const reranker = counting(async () => {
      most = Math.max(most, ++now);
      await sleep(2);
      now--;
    });
    const { run } = await rerankDataset({ reranker, dataset: collection(), concurrency });
    expect([...run.values()].map(({ documents }) => documents[0])).toEqual(["c0", "c1", "c2", "c3", "c4", "c5"]);
    expect(most).toBe(Math.min(concurrency, count));
  });

  it("tell how far they are", async () => {
    const heard: Progress[] = [];
    await rerankDataset({
      reranker: counting(),
      dataset: collection(),
      onProgress: (progress) => heard.push(progress),
    });
    expect(heard).toEqual(Array.from({ length: count }, (_, at) => ({ done: at + 1, total: count, reused: 0 })));
  });

  it("end with the first that fails, which names its query and keeps its code", async () => {
    const reranker = scriptedReranker({ cues: [{}, {}, { fail: "quota" }] });
    const failing = rerankDataset({ reranker, dataset: collection() });
    await expect(failing).rejects.toMatchObject({ code: "quota", message: expect.stringContaining("query q1: ") });
    expect(reranker.calls).toHaveLength(3);
  });

  it("take no longer because of a rate limit that was waited for", async () => {
    const clock = createManualClock();
    const attempt = (result: Attempt["result"], durationMs: number): Attempt => ({
      rerankerId: "counting:1",
      result,
      durationMs,
    });
    const attempts = [attempt("server_error", 20), attempt("rate_limit", 5), attempt("ok", 30)];
    const reranker = defineWrapper(counting(), {
      async rerank() {
        clock.advance(10_000);
        const ranking = [2, 0, 1].map((index) => ({ index, score: 2 - index }));
        const common = { rerankerId: "counting:1", scoreScale: "logit", warnings: [] } as const;
        return { ...common, ranking, outcome: { kind: "reranked", scored: 3, attempts } };
      },
    });
    const { calls } = await rerankDataset({ reranker, dataset: collection(), queries: ["q0"], clock });
    expect(calls[0]?.durationMs).toBe(50);
    attempts.splice(1, 1);
    const others = await rerankDataset({ reranker, dataset: collection(), queries: ["q0"], clock });
    expect(others.calls[0]?.durationMs).toBe(10_000);
  });

  it("are aborted together, with the caller's reason, and none is left under way", async () => {
    const controller = new AbortController();
    let [calls, underWay] = [0, 0];
    const reranker = defineReranker({
      id: "slow:1",
      traits: { scoreScale: "logit", pointwise: true },
      async score({ documents }, { signal }) {
        if (calls++ === 0) return { scores: documents.map((_, index) => ({ index, score: 0 })) };
        underWay++;
        await sleep(10_000, undefined, { signal }).finally(() => underWay--);
        throw new Error("too late");
      },
    });
    const dataset = collection();
    const running = rerankDataset({ reranker, dataset, concurrency: 3, signal: controller.signal });
    const outcome = expect(running).rejects.toBe("enough");
    while (underWay < 3) await sleep(1);
    controller.abort("enough");
    await outcome;
    await sleep(5);
    expect(underWay).toBe(0);
  });
});

describe("with a store", () => {
  it("a second run asks nothing, not even to warm up, and gives the same", async () => {
    const [store, reranker, dataset] = [memoryStore(), counting(), collection()];
    const first = await rerankDataset({ reranker, dataset, store });
    const asked = reranker.asked.length;
    const heard: Progress[] = [];
    const second = await rerankDataset({ reranker, dataset, store, onProgress: (progress) => heard.push(progress) });
    expect(reranker.asked).toHaveLength(asked);
    expect(second.run).toEqual(first.run);
    expect(second.calls).toEqual(first.calls.map((call) => ({ ...call, reused: true })));
    expect(heard.at(-1)).toEqual({ done: count, total: count, reused: count });
  });

  it.each([1, 3])("an interrupted run is paid for once, %d at a time", async (concurrency) => {
    const [store, dataset] = [memoryStore(), collection()];
    const failing = counting(async (call) => {
      if (call > 4) throw Object.assign(new Error("down"), { code: "connection" });
    });
    await expect(rerankDataset({ reranker: failing, dataset, store, concurrency })).rejects.toMatchObject({
      code: "connection",
    });
    const kept = store.answers.size;
    expect(kept).toBe(3);
    const reranker = counting();
    const { calls } = await rerankDataset({ reranker, dataset, store, concurrency });
    expect(reranker.asked).toHaveLength(count - kept + 1);
    expect(calls.filter(({ reused }) => reused)).toHaveLength(kept);
  });

  it("asks again what was answered by nobody or in part", async () => {
    const store = memoryStore();
    const reranker = scriptedReranker({
      otherwise: { order: [2, 0] },
      incomplete: "append",
      traits: { scoreScale: "rank", pointwise: false },
    });
    const { calls } = await rerankDataset({ reranker, dataset: collection(), store });
    expect(calls.every(({ outcome }) => outcome === "partial")).toBe(true);
    expect(store.answers.size).toBe(0);
  });
});
