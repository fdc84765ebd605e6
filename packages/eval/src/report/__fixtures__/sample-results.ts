// Made-up results whose figures hang together: levels, orders, nDCG and RR are computed from one another, intervals and p-values
// come from the differences. Seeded, so that every run sees the same. To look at one as a page:
//   node packages/eval/src/report/__fixtures__/write-sample.ts sample.html     (Node 22.18 or newer, which reads TypeScript)
import { createRandom, type Random } from "../../random.ts";
import type {
  ComparisonResult,
  Estimate,
  EvaluationResults,
  QueryResult,
  ShownDocument,
  SystemResult,
} from "../../results.ts";

export interface SampleOptions {
  readonly queries?: number;
  /** Names of systems and how well each of them sees what is relevant; the first is the first stage. */
  readonly systems?: readonly SampleSystem[];
  readonly seed?: number;
}

interface SampleSystem {
  readonly name: string;
  readonly rerankerId?: string;
  readonly revision?: string;
  readonly skill: number;
  readonly ms?: number;
  readonly usd?: number;
  readonly partial?: number;
}

const usual: readonly SampleSystem[] = [
  { name: "BM25", skill: 0.55 },
  { name: "mini", rerankerId: "onnx:mini", revision: "1a2b3c4", skill: 0.95, ms: 45, usd: 0 },
  { name: "rerank-v3.5", rerankerId: "cohere:rerank-v3.5", skill: 1.35, ms: 231, usd: 2, partial: 7 },
  { name: "terms-only", rerankerId: "lexical", skill: 0.57, ms: 1.2, usd: 0 },
];

const depth = 30;
const shown = 10;
const names = ["nDCG@10", "RR@10", "AP(rel=1)@30"];

/** Results of an evaluation that never was. */
export function sampleResults({ queries: count = 300, systems = usual, seed = 42 }: SampleOptions = {}): EvaluationResults {
  const random = createRandom(seed);
  const queries = Array.from({ length: count }, (_, at) => sampleQuery(at, systems, random));
  const [first = { name: "BM25", skill: 0 }] = systems;
  const found = systems.map((system) => systemOf(system, queries, random));
  const comparisons = names.flatMap((measure) => compare(queries, measure, systems, first.name));
  return {
    version: 1,
    madeAt: "2026-03-14T09:26:53.000Z",
    dataset: {
      name: "SciFact (sample)",
      queries: count,
      documents: 5183,
      judgements: Math.round(count * 1.13),
      relevantFrom: 1,
      depth,
      firstStage: "BM25, k1 = 0.9, b = 0.4",
    },
    measures: names,
    baseline: first.name,
    systems: found,
    ceiling: Object.fromEntries(names.map((name) => [name, count === 0 ? 0 : 0.9 + 0.02 * random()])),
    comparisons,
    context: {
      size: 3,
      unit: "documents",
      effects: found.map(({ name }, at) => ({ system: name, hitRate: 0.7 + 0.03 * at, recall: 0.66 + 0.03 * at, relevantShare: 0.25 + 0.02 * at })),
    },
    reliability: systems.slice(1, 3).map(({ name }, at) => ({ system: name, bins: binsOf(at, random), ece: 0.04 + 0.09 * at, brier: 0.11 + 0.03 * at })),
    queries,
    warnings: ["31 % of the documents in the first 10 places were never judged; they count as not relevant."],
  };
}

function sampleQuery(at: number, systems: readonly SampleSystem[], random: Random): QueryResult {
  const topic = pick(topics, random);
  const candidates = Array.from({ length: depth }, (_, place) => {
    const level = place < 2 && random() < 0.75 ? 1 + Math.floor(random() * 2) : null;
    return { id: String(1_000_000 + Math.floor(random() * 60_000_000)), level: level ?? (random() < 0.3 ? 0 : null), text: passage(topic, (level ?? 0) > 0, random) };
  });
  const difficulty = random() * 2;
  const shared = candidates.map(() => random());
  const orders = systems.map(({ name, skill }) => {
    const scored = candidates.map((one, index) => {
      const noise = 0.8 * (shared[index] ?? 0) + 0.5 * random();
      return { ...one, score: ((one.level ?? 0) > 0 ? skill * (1.4 - difficulty * 0.6) : 0) + noise };
    });
    return { name, order: scored.toSorted((a, b) => b.score - a.score) };
  });
  const firstOrder = orders[0]?.order ?? [];
  const rankings = orders.map(({ name, order }) => [name, order.slice(0, shown).map(({ id, score }): ShownDocument => ({ id, score: Math.round(score * 1e4) / 1e4 }))] as const);
  const used = new Set(rankings.flatMap(([, order]) => order.map(({ id }) => id)));
  return {
    id: String(at * 7 + 1),
    text: claim(topic, random),
    measures: Object.fromEntries(orders.map(({ name, order }) => [name, measuresOf(order.map(({ level }) => level ?? 0))])),
    rankings: Object.fromEntries(rankings),
    documents: Object.fromEntries(
      candidates
        .filter(({ id }) => used.has(id))
        .map(({ id, text, level }) => [id, { text, level, firstStageRank: firstOrder.findIndex((one) => one.id === id) + 1 || null }]),
    ),
  };
}

function measuresOf(levels: readonly number[]): Record<string, number> {
  const gain = (list: readonly number[]): number => list.slice(0, 10).reduce((sum, level, at) => sum + level / Math.log2(at + 2), 0);
  const ideal = gain(levels.toSorted((a, b) => b - a));
  const first = levels.findIndex((level) => level > 0);
  const relevant = levels.flatMap((level, at) => (level > 0 ? [at + 1] : []));
  return {
    "nDCG@10": ideal === 0 ? 0 : gain(levels) / ideal,
    "RR@10": first >= 0 && first < 10 ? 1 / (first + 1) : 0,
    "AP(rel=1)@30": relevant.length === 0 ? 0 : relevant.reduce((sum, place, at) => sum + (at + 1) / place, 0) / relevant.length,
  };
}

function systemOf({ name, rerankerId, revision, ms, usd, partial = 0 }: SampleSystem, queries: readonly QueryResult[], random: Random): SystemResult {
  const count = queries.length;
  const tail = 1.3 + random();
  return {
    name,
    rerankerId,
    revision,
    measures: Object.fromEntries(names.map((measure) => [measure, estimate(queries.map(({ measures }) => measures[name]?.[measure] ?? 0))])),
    ...(ms === undefined ? {} : {
      latency: { calls: count, meanMs: ms * 1.1, p50Ms: ms, p95Ms: ms * tail, p99Ms: ms * tail * 1.4 },
      outcomes: { reranked: Math.max(0, count - partial), partial, fallback: 0, "first-stage": 0 },
    }),
    ...(usd === undefined ? {} : { cost: { requests: count, tokens: count * 9120, usd: (usd * count) / 1000, usdPerThousandQueries: usd } }),
  };
}

function compare(queries: readonly QueryResult[], measure: string, systems: readonly SampleSystem[], baseline: string): readonly ComparisonResult[] {
  const others = systems.slice(1);
  return others.map(({ name }): ComparisonResult => {
    const differences = queries.map(({ measures }) => (measures[name]?.[measure] ?? 0) - (measures[baseline]?.[measure] ?? 0));
    const difference = estimate(differences);
    const error = (difference.high - difference.low) / 3.92 || 1;
    const p = Math.min(1, 2 * Math.exp(-0.717 * (Math.abs(difference.mean) / error) - 0.416 * (difference.mean / error) ** 2));
    const adjustedP = Math.min(1, p * others.length);
    const verdict = adjustedP >= 0.05 ? "no difference shown" : difference.mean > 0 ? "better" : "worse";
    return {
      system: name,
      baseline,
      measure,
      difference,
      p,
      adjustedP,
      tTestP: Math.min(1, p * 1.02),
      wins: differences.filter((one) => one > 1e-9).length,
      losses: differences.filter((one) => one < -1e-9).length,
      ties: differences.filter((one) => Math.abs(one) <= 1e-9).length,
      verdict,
    };
  });
}

function estimate(values: readonly number[]): Estimate {
  const mean = values.reduce((sum, value) => sum + value, 0) / (values.length || 1);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 1);
  const half = 1.96 * Math.sqrt(variance / (values.length || 1));
  return { mean, low: mean - half, high: mean + half };
}

function binsOf(bias: number, random: Random): NonNullable<EvaluationResults["reliability"]>[number]["bins"] {
  return Array.from({ length: 10 }, (_, at) => {
    const predicted = (at + 0.3 + 0.4 * random()) / 10;
    const observed = Math.min(1, Math.max(0, predicted ** (1 + 0.8 * bias) + 0.04 * (random() - 0.5)));
    return { low: at / 10, high: (at + 1) / 10, count: Math.round(900 * (0.05 + (at / 10 - 0.45) ** 2 * 4)), predicted, observed };
  });
}

const topics = [
  ["vitamin D", "bone density", "older adults"],
  ["metformin", "insulin sensitivity", "patients with type 2 diabetes"],
  ["statins", "cholesterol", "men over fifty"],
  ["p53", "tumour growth", "mice without the gene"],
  ["interleukin 6", "inflammation", "children with arthritis"],
  ["folate", "neural tube defects", "newborns"],
  ["telomerase", "cell ageing", "cultured fibroblasts"],
  ["microRNA-21", "metastasis", "breast cancer"],
  ["zinc", "the length of colds", "schoolchildren"],
  ["bariatric surgery", "mental health", "people with severe obesity"],
] as const;
type Topic = (typeof topics)[number];

function claim([agent, effect, who]: Topic, random: Random): string {
  return `${agent.charAt(0).toUpperCase()}${agent.slice(1)} ${pick(["reduces", "increases", "has no effect on", "is associated with changes in"], random)} ${effect} in ${who}.`;
}

function passage([agent, effect, who]: Topic, relevant: boolean, random: Random): string {
  const subject = relevant ? `${effect} in ${who}` : pick(["markers of oxidative stress", "the expression of unrelated genes", "adherence to treatment", `${effect} in vitro`], random);
  return `${pick(["We studied whether", "It is unclear whether", "Earlier work suggested that", "This randomised trial asked whether"], random)} ${agent} influences ${subject}. ${pick(["Of 412 participants, 38 % responded within twelve weeks.", "Cells were grown under standard conditions and counted on day seven.", "A meta-analysis of nine cohorts found heterogeneous effects.", "Adverse events were mild and balanced between the groups."], random)} ${pick(["Larger trials are needed …", "These findings point to a causal role …", "No dose response was seen …"], random)}`;
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  return items[Math.floor(random() * items.length)] as Item;
}
