import { isRerankError, type RerankError, type RerankResponse, treatments } from "@secondpass/core";
import type { Expected, Fault } from "../faults/fault.ts";
import { faults } from "../faults/faults.ts";
import { demand } from "../law.ts";
import type { Settled } from "../settle.ts";
import { finite, inRange, sorted, unique } from "../well-formed.ts";
import type { HttpSubject } from "./subject.ts";
import { question, scoreOf } from "./trial.ts";

/** The faults of one kind. */
export function faultsOf(kind: Fault["kind"]): readonly Fault[] {
  return faults.filter((fault) => fault.kind === kind);
}

/** What may come of a fault with this subject. */
function expectedOf({ name, status, expects }: Fault, { codes = {} }: HttpSubject): readonly Expected[] {
  const own = codes[name] ?? (status === undefined ? undefined : codes[String(status)]);
  return own === undefined ? expects : [own];
}

/** How a call ended, in a word: "answer", an error's code, or what else happened. */
export function endOf(settled: Settled<RerankResponse>): string {
  if (settled.kind === "pending") return "no end";
  if (settled.kind === "resolved") return "answer";
  const { reason } = settled;
  if (isRerankError(reason)) return reason.code;
  return `something that is no RerankError (${reason instanceof Error ? reason.name : typeof reason})`;
}

/** What is wrong with how a call under a fault ended; undefined where nothing is. */
export function complaintOf(fault: Fault, settled: Settled<RerankResponse>, subject: HttpSubject): string | undefined {
  const expected: readonly string[] = expectedOf(fault, subject);
  const end = endOf(settled);
  if (!expected.includes(end)) return `expected ${expected.join(" or ")}, got ${end}`;
  if (settled.kind === "resolved") return misreading(settled.value);
  return settled.kind === "rejected" ? untold(fault, settled.reason as RerankError) : undefined;
}

/** What is wrong with an answer: it must be in shape, and in the order of the scores. */
function misreading({ ranking }: RerankResponse): string | undefined {
  if (!inShape(ranking)) return "the answer is out of shape";
  const order = ranking.map(({ index }) => index);
  const right = question.documents
    .map((text, index) => ({ index, score: scoreOf(text) }))
    .toSorted((a, b) => b.score - a.score)
    .map(({ index }) => index);
  return order.join() === right.join() ? undefined : `the order is ${order}, not ${right}`;
}

/** Whether a ranking of the question's documents is complete and in shape. */
export function inShape(ranking: RerankResponse["ranking"]): boolean {
  const count = question.documents.length;
  const complete = ranking.length === count && inRange(ranking, count) && unique(ranking);
  return complete && finite(ranking) && sorted(ranking) && ranking.every(({ score }) => score !== null);
}

/** What an error should tell and does not. */
function untold({ status }: Fault, error: RerankError): string | undefined {
  if (status !== undefined && error.status !== status) return `its status is ${error.status}`;
  const { retryable, countsAgainstBreaker, fallbackAllowed } = treatments[error.code];
  const kept =
    error.retryable === retryable &&
    error.countsAgainstBreaker === countsAgainstBreaker &&
    error.fallbackAllowed === fallbackAllowed;
  return kept ? undefined : `it is not treated as every ${error.code} is`;
}

/** Tries each fault, and throws with all the complaints that there are, so that one run shows everything. */
export async function tryEach(
  tried: readonly Fault[],
  complain: (fault: Fault) => Promise<string | undefined>,
): Promise<void> {
  const complaints: string[] = [];
  for (const fault of tried) {
    const wrong = await complain(fault);
    if (wrong !== undefined) complaints.push(`${fault.name}: ${wrong} (${fault.about})`);
  }
  demand(complaints.length === 0, `${complaints.length} of ${tried.length} went wrong:\n- ${complaints.join("\n- ")}`);
}
