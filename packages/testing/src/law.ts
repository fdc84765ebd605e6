import type { Reranker } from "@secondpass/core";
import type { Subject } from "./subject.ts";

/** One rule that every reranker keeps. */
export interface Law {
  /** Stable: tests and reports refer to it. */
  readonly name: string;
  /** Why it says nothing about this subject; undefined where it does. */
  appliesNot?(subject: Subject, reranker: Reranker): string | undefined;
  /** Resolves where the law is kept; rejects with what broke it. */
  check(subject: Subject, reranker: Reranker): Promise<void>;
}

/** What a law has to say of a subject. */
export type Verdict =
  | { readonly law: string; readonly verdict: "kept" }
  | { readonly law: string; readonly verdict: "skipped"; readonly reason: string }
  | { readonly law: string; readonly verdict: "broken"; readonly error: Error };

/** Checks one law on a fresh reranker of the subject, and closes it. */
export async function checkLaw(law: Law, subject: Subject): Promise<Verdict> {
  const reranker = await subject.create();
  try {
    const reason = law.appliesNot?.(subject, reranker);
    if (reason !== undefined) return { law: law.name, verdict: "skipped", reason };
    await law.check(subject, reranker);
    return { law: law.name, verdict: "kept" };
  } catch (thrown) {
    return { law: law.name, verdict: "broken", error: lawBroken(law.name, thrown) };
  } finally {
    await reranker.close();
  }
}

/** The error that names the law and says what broke it. */
export function lawBroken(name: string, thrown: unknown): Error {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return new Error(`law broken: ${name}\n${text}`, { cause: thrown });
}

/** Throws unless the condition holds. */
export function demand(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Error(what);
}
