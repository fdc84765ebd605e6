import { inspect } from "node:util";
import { isRerankError, type RerankRequest, type RerankResponse } from "@secondpass/core";
import { canariesIn } from "./canary.ts";
import { createRecorder, type Recorder } from "./recorder.ts";
import { wrongIn } from "./wrong-answer.ts";

/** What came of some calls. */
export interface Tally {
  /** Calls begun, and those of them that ended. */
  issued: number;
  settled: number;
  /** Answers by their kind. */
  readonly kinds: Readonly<Record<RerankResponse["outcome"]["kind"], number>>;
  /** Rejections by code; "reason" is the caller's own. */
  readonly thrown: ReadonlyMap<string, number>;
  /** Milliseconds from call to end. */
  readonly latencies: Recorder;
  /** What must not be, the first of each kind told in full: how often. */
  readonly problems: ReadonlyMap<string, number>;
  answered(request: RerankRequest, response: RerankResponse, ms: number): void;
  rejected(error: unknown, signal: AbortSignal | undefined, ms: number): void;
}

/** The score that whoever of this id answered gives a text, "any" where it makes them up; undefined of a stranger. */
export type ScoreOf = (rerankerId: string) => ((text: string) => number) | "any" | undefined;

/** An error is looked through so often; after that its message alone. */
const inspected = 200;

/** Starts with no calls. */
export function createTally(scoreOf: ScoreOf): Tally {
  const kinds = { reranked: 0, partial: 0, fallback: 0, "first-stage": 0 };
  const thrown = new Map<string, number>();
  const problems = new Map<string, number>();
  const latencies = createRecorder();
  let looked = 0;
  const lookFor = (where: string, text: string): void => {
    for (const name of canariesIn(text)) increase(problems, `the ${name} in ${where}`);
  };
  const settle = (ms: number): void => {
    tally.settled++;
    latencies.add(ms);
  };
  const tally: Tally = {
    issued: 0,
    settled: 0,
    kinds,
    thrown,
    latencies,
    problems,
    answered(request, response, ms) {
      settle(ms);
      kinds[response.outcome.kind]++;
      const wrong = wrongIn(request, response, scoreOf(response.rerankerId));
      if (wrong !== undefined) increase(problems, wrong);
      for (const { code, message } of response.warnings) lookFor(`a warning ${code}`, message);
    },
    rejected(error, signal, ms) {
      settle(ms);
      const code = codeOf(error, signal);
      increase(thrown, code);
      if (code === "no RerankError" || code === "internal") increase(problems, `${code}: ${inspect(error)}`);
      const told = looked++ < inspected ? inspect(error, { depth: 10, showHidden: true, getters: true }) : "";
      lookFor(`an error ${code}`, `${told}${error instanceof Error ? error.message : ""}`);
    },
  };
  return tally;
}

function codeOf(error: unknown, signal: AbortSignal | undefined): string {
  if (signal?.aborted && error === signal.reason) return "reason";
  return isRerankError(error) ? error.code : "no RerankError";
}

/** Counts one more. */
export function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}
