import type { Reranker, RerankResponse, ScoreScale } from "@secondpass/core";
import { type Check, must } from "../check.ts";
import type { ExpectedGroup } from "../expected.ts";

/** How scores are compared. */
export interface ScoreCheck {
  readonly name: string;
  readonly create: () => Reranker;
  readonly groups: readonly ExpectedGroup[];
  /** What a document must get. */
  readonly wanted: (group: ExpectedGroup) => readonly number[];
  /** What the answer must say of its scale. */
  readonly scale: ScoreScale;
  /** How far a score may be off. */
  readonly tolerance: number;
  /** Whether the answers must say how many tokens were read, as many as the reference has; else they must not say it. */
  readonly countsTokens: boolean;
  /** What is sent instead of a text. Default the text. */
  readonly sent?: ((text: string) => string) | undefined;
  /** Places that are not compared. */
  readonly except?: ((group: ExpectedGroup) => readonly number[]) | undefined;
}

/** Logits as probabilities, as the servers give them. */
export function probabilities(logits: readonly number[]): readonly number[] {
  return logits.map((logit) => 1 / (1 + Math.exp(-logit)));
}

/** A text as it looks when strings were cut by length: U+FFFD stands for half of a surrogate pair in the expected texts. */
export function halved(text: string): string {
  return text.replaceAll("\ufffd", "\ud83d");
}

/** Reranks every group in one call and compares each score with the reference's. */
export function scoresAgree(check: ScoreCheck): Check {
  const { name, create, groups, scale, tolerance, countsTokens } = check;
  return {
    name,
    async run() {
      await using reranker = create();
      await reranker.warmup();
      const found: Compared[] = [];
      for (const group of groups) found.push(await compareGroup(reranker, group, check));
      const offs = found.flatMap(({ differences }) => differences);
      const left = found.reduce((sum, one) => sum + one.left, 0);
      const rest = left === 0 ? "" : `; ${left} left out, which its own tokenizer reads otherwise`;
      const tokens = countsTokens ? "; tokens counted as by the reference" : "";
      const worst = Math.max(...offs).toExponential(1);
      return `${offs.length} pairs, ${scale}: greatest difference ${worst}, allowed ${tolerance}${rest}${tokens}`;
    },
  };
}

/** What came of one group. */
interface Compared {
  readonly differences: readonly number[];
  /** How many were not compared. */
  readonly left: number;
}

async function compareGroup(reranker: Reranker, group: ExpectedGroup, check: ScoreCheck): Promise<Compared> {
  const { wanted, scale, tolerance, sent = (text) => text, except = () => [] } = check;
  const answer = await reranker.rerank({ query: sent(group.query), documents: group.documents.map(sent) });
  must(answer.scoreScale === scale, `${group.name}: the scale is ${answer.scoreScale}`);
  const scores = allScores(answer, group.documents.length);
  const skip = except(group);
  const differences = wanted(group).flatMap((score, at) => {
    if (skip.includes(at)) return [];
    const off = Math.abs((scores[at] ?? Number.NaN) - score);
    must(off <= tolerance, `${group.name}[${at}]: ${scores[at]} instead of ${score}`);
    return [off];
  });
  if (skip.length === 0) checkTokens(group, answer.usage?.tokens, check.countsTokens);
  return { differences, left: skip.length };
}

function checkTokens({ name, tokens }: ExpectedGroup, counted: number | undefined, counts: boolean): void {
  const wanted = counts ? tokens.reduce((sum, one) => sum + one, 0) : undefined;
  must(counted === wanted, `${name}: ${counted} tokens instead of ${wanted}`);
}

/**
 * Scores in input order, of an answer that must be whole and sorted.
 *
 * @param warned codes of the warnings that it must have. Default none.
 * @throws Error saying what is wrong with it.
 */
export function allScores(
  { ranking, outcome, warnings }: RerankResponse,
  count: number,
  warned: readonly string[] = [],
): readonly number[] {
  must(
    outcome.kind === "reranked" && outcome.scored === count,
    `${outcome.kind}: ${outcome.scored} of ${count} scored`,
  );
  const codes = warnings.map(({ code }) => code).join(", ");
  must(codes === warned.join(", "), `warnings: ${codes || "none"}`);
  const scores = Array<number>(count).fill(Number.NaN);
  let previous = Number.POSITIVE_INFINITY;
  for (const { index, score } of ranking) {
    must(score !== null && score <= previous, `the ranking is not sorted at document ${index}`);
    scores[index] = score;
    previous = score;
  }
  must(!scores.some(Number.isNaN), "a document is missing");
  return scores;
}
