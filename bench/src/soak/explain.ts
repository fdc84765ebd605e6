import type { RerankErrorCode } from "@secondpass/core";

/** What a request met at the server, and what may come of it. */
export interface Met {
  readonly name: string;
  readonly expects: readonly (RerankErrorCode | "answer")[];
  /** Whether the connection ended before any answer: on a kept one the request is then sent again, once, without a word. */
  readonly resent: boolean;
}

/** How one attempt ended. */
export type AttemptResult = "ok" | RerankErrorCode;

/** How the attempts of a call go together with what the server saw of it. */
export interface Explanation {
  /** Whether every attempt follows from what it met, and everything met belongs to an attempt. */
  readonly exact: boolean;
  /** Attempts that ran out of time though what they met would have been over in time. */
  readonly late: number;
}

/** Nobody was asked, or time ran out before anybody was. */
const unsent: ReadonlySet<AttemptResult> = new Set(["breaker_open", "cooldown", "bulkhead_full", "timeout"]);

/**
 * Explains the attempts of one call by what the server met, both in order. Of several explanations it gives the one with the
 * fewest late attempts.
 */
export function explain(attempts: readonly AttemptResult[], met: readonly Met[]): Explanation {
  const late = fewestLate(attempts, met);
  return late === undefined ? { exact: false, late: 0 } : { exact: true, late };
}

/** undefined where there is no explanation. */
function fewestLate(attempts: readonly AttemptResult[], met: readonly Met[]): number | undefined {
  const [attempt, ...later] = attempts;
  if (attempt === undefined) return met.length === 0 ? 0 : undefined;
  const [first, second] = met;
  const ways: (number | undefined)[] = [];
  if (unsent.has(attempt)) ways.push(plus(attempt === "timeout" ? 1 : 0, fewestLate(later, met)));
  if (first) ways.push(plus(latenessOf(attempt, first), fewestLate(later, met.slice(1))));
  if (first?.resent && second) ways.push(plus(latenessOf(attempt, second), fewestLate(later, met.slice(2))));
  const found = ways.filter((way) => way !== undefined);
  return found.length === 0 ? undefined : Math.min(...found);
}

/** 0 where it follows, 1 where it is late, undefined where it does not follow. */
function latenessOf(attempt: AttemptResult, { expects }: Met): number | undefined {
  if (expects.includes(attempt === "ok" ? "answer" : attempt)) return 0;
  return attempt === "timeout" ? 1 : undefined;
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? undefined : a + b;
}
