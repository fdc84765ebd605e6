import { lawBroken, type Verdict } from "../law.ts";
import type { HttpSubject } from "./subject.ts";

/** One rule that every HTTP adapter keeps. */
export interface HttpLaw {
  /** Stable: tests and reports refer to it. */
  readonly name: string;
  /** Why it says nothing about this subject; undefined where it does. */
  appliesNot?(subject: HttpSubject): string | undefined;
  /** Resolves where the law is kept; rejects with what broke it. */
  check(subject: HttpSubject): Promise<void>;
}

/** Checks one law, with servers and rerankers of its own. */
export async function checkHttpLaw(law: HttpLaw, subject: HttpSubject): Promise<Verdict> {
  const reason = law.appliesNot?.(subject);
  if (reason !== undefined) return { law: law.name, verdict: "skipped", reason };
  try {
    await law.check(subject);
    return { law: law.name, verdict: "kept" };
  } catch (thrown) {
    return { law: law.name, verdict: "broken", error: lawBroken(law.name, thrown) };
  }
}
