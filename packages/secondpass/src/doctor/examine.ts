import { isRerankError, type Ranked, type Reranker, type RerankResponse } from "@secondpass/core";
import { describeTraits } from "./describe-traits.ts";
import { knownAnswer } from "./known-answer.ts";

/** What one check found. */
export interface Finding {
  /** What was checked. */
  readonly check: string;
  readonly ok: boolean;
  /** One line: what was found, or what is wrong and what to do. */
  readonly detail: string;
}

/** How a reranker is examined. */
export interface Examination {
  /** Calls that are timed. */
  readonly calls: number;
  /** For each call. */
  readonly timeoutMs: number;
  /** What an attempt may take where this reranker is configured. */
  readonly attemptTimeoutMs?: number | undefined;
  readonly signal: AbortSignal;
}

/** One check; what it throws is its finding. */
interface Check {
  readonly name: string;
  run(reranker: Reranker, examination: Examination): Promise<string>;
}

/** The checks in their order; `secondpass doctor --help` tells of them. */
const checks: readonly Check[] = [
  {
    name: "ready",
    async run(reranker, { signal, timeoutMs }) {
      const start = performance.now();
      await reranker.warmup({ signal, timeoutMs });
      return `warm-up took ${milliseconds(performance.now() - start)}`;
    },
  },
  { name: "traits", run: async ({ traits }) => describeTraits(traits) },
  {
    name: "answer",
    run: async (reranker, examination) => judge(await ask(reranker, examination)),
  },
  {
    name: "latency",
    async run(reranker, examination) {
      const times: number[] = [];
      for (let call = 0; call < examination.calls; call++) {
        const start = performance.now();
        await ask(reranker, examination);
        times.push(performance.now() - start);
      }
      return judgeTimes(times, examination.attemptTimeoutMs);
    },
  },
];

/**
 * Checks a reranker as a user would meet it: can it be made ready (address, key, model), does it answer, is the answer right,
 * how long does it take. It stops at the first check that fails.
 *
 * @throws only the signal's reason.
 */
export async function examine(reranker: Reranker, examination: Examination): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const { name, run } of checks) {
    try {
      findings.push({ check: name, ok: true, detail: await run(reranker, examination) });
    } catch (error) {
      if (examination.signal.aborted) throw examination.signal.reason;
      return [...findings, { check: name, ok: false, detail: describeError(error) }];
    }
  }
  return findings;
}

/** What is wrong, in one line, the error's code first. */
export function describeError(error: unknown): string {
  const code = isRerankError(error) ? `${error.code}: ` : "";
  return `${code}${error instanceof Error ? error.message : String(error)}`;
}

function ask(reranker: Reranker, { signal, timeoutMs }: Examination): Promise<RerankResponse> {
  const { query, documents } = knownAnswer;
  return reranker.rerank({ query, documents }, { signal, timeoutMs });
}

function judge({ ranking, scoreScale, outcome }: RerankResponse): string {
  const count = knownAnswer.documents.length;
  if (outcome.scored < count) throw new Error(`only ${outcome.scored} of ${count} documents got a score`);
  const [first, second] = ranking;
  const scores = `${shown(first)} before ${shown(second)}, score scale ${scoreScale}`;
  if (first?.index === knownAnswer.best && first.score !== second?.score)
    return `the right document came first: ${scores}`;
  throw new Error(
    `the wrong document came first (${scores}): is this model a reranker, loaded with the template that it was trained with?`,
  );
}

function shown(ranked: Ranked | undefined): string {
  return ranked?.score?.toPrecision(3) ?? "none";
}

function judgeTimes(times: readonly number[], attemptTimeoutMs = Number.POSITIVE_INFINITY): string {
  const ascending = [...times].sort((a, b) => a - b);
  const described = describeTimes(ascending);
  if ((ascending[Math.floor(times.length / 2)] ?? 0) <= attemptTimeoutMs) return described;
  throw new Error(
    `${described}; that is more than the ${attemptTimeoutMs} ms of attemptTimeoutMs, so most attempts would fail`,
  );
}

function describeTimes(ascending: readonly number[]): string {
  const sorted = ascending.map(milliseconds);
  const middle = sorted[Math.floor(sorted.length / 2)];
  const documents = `${knownAnswer.documents.length} short documents a call`;
  return `${middle} in the middle of ${sorted.length} calls, ${sorted[0]} to ${sorted.at(-1)}; ${documents}`;
}

function milliseconds(time: number): string {
  return `${time < 10 ? time.toFixed(1) : Math.round(time)} ms`;
}
