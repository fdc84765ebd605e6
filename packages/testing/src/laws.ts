import { checkLaw, type Law, type Verdict } from "./law.ts";
import { callLaws } from "./laws/calls.ts";
import { inputLaws } from "./laws/input.ts";
import { resultLaws } from "./laws/results.ts";
import { scoreLaws } from "./laws/scores.ts";
import { shapeLaws } from "./laws/shape.ts";
import { wrappingLaws } from "./laws/wrapping.ts";
import type { Subject } from "./subject.ts";

export { checkLaw, type Law, type Verdict } from "./law.ts";
export { type KnownAnswer, plainKnownAnswer, type RerankObjects, type Subject } from "./subject.ts";

/** Every law of the contract, each with a name of its own. */
export const laws: readonly Law[] = [
  ...shapeLaws,
  ...inputLaws,
  ...resultLaws,
  ...scoreLaws,
  ...callLaws,
  ...wrappingLaws,
];

/** Puts a subject under every law, without a test framework, and says what came of each. */
export async function checkReranker(subject: Subject): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  for (const law of laws) verdicts.push(await checkLaw(law, subject));
  return verdicts;
}
