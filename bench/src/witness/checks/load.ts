import { isRerankError, type Reranker } from "@secondpass/core";
import { type Check, must } from "../check.ts";
import { messageOf } from "./errors.ts";
import { manyTexts } from "./lists.ts";
import { allScores } from "./scores.ts";

/** Calls of one reranker at once, none like the other. */
export interface ManyCheck {
  readonly create: () => Reranker;
  readonly calls: number;
  /** Documents of each. */
  readonly documents: number;
  /** How far a score may be off where the text is in another batch. */
  readonly sameText: number;
}

/** Makes the calls at once, without warming up, and then one by one: each must get the same scores both times. */
export function manyAtOnce({ create, calls, documents: count, sameText }: ManyCheck): Check {
  const texts = manyTexts(calls * count, 30);
  const requests = Array.from({ length: calls }, (_, at) => ({
    query: `${texts[at]}`,
    documents: texts.slice(at * count, (at + 1) * count),
  }));
  return {
    name: `${calls} calls at once, ${count} texts each`,
    async run() {
      await using reranker = create();
      const scoresOf = async (request: (typeof requests)[number]) => allScores(await reranker.rerank(request), count);
      const atOnce = await Promise.all(requests.map(scoresOf));
      let worst = 0;
      for (const [call, request] of requests.entries()) {
        const alone = await scoresOf(request);
        worst = Math.max(worst, ...alone.map((score, at) => Math.abs(score - (atOnce[call]?.[at] ?? Number.NaN))));
      }
      must(worst <= sameText, `a score differs by ${worst.toExponential(1)} from the same call's by itself`);
      return `all answered, each as by itself (${worst.toExponential(1)})`;
    },
  };
}

/** Calls from many clients at once, none of which knows of the others. */
export interface CrowdCheck {
  readonly create: () => Reranker;
  readonly clients: number;
  readonly documents: readonly string[];
}

/** Every call must be answered in whole or refused as `overloaded`, and some must be refused, else nothing was shown. */
export function crowdIsRefused({ create, clients, documents }: CrowdCheck): Check {
  return {
    name: `overload: ${clients} clients at once, ${documents.length} texts each`,
    async run() {
      const outcomes = await Promise.all(Array.from({ length: clients }, () => outcomeOf(create, documents)));
      const refusals = outcomes.filter((outcome) => outcome !== undefined);
      must(refusals.length > 0, "all calls were answered: too few to overload it");
      return `${clients - refusals.length} answered, ${refusals.length} overloaded: ${refusals[0]}`;
    },
  };
}

/** The message of the refusal; undefined where it answered. */
async function outcomeOf(create: () => Reranker, documents: readonly string[]): Promise<string | undefined> {
  await using reranker = create();
  try {
    allScores(await reranker.rerank({ query: "copper letter", documents }), documents.length);
    return undefined;
  } catch (error) {
    if (!isRerankError(error)) throw error;
    return messageOf(error, "overloaded");
  }
}
