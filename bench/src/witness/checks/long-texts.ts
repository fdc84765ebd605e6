import type { Reranker } from "@secondpass/core";
import { type Check, must } from "../check.ts";
import { textsOfBytes } from "./lists.ts";
import { allScores } from "./scores.ts";

/** Texts of more characters than a server takes. */
export interface LongTextsCheck {
  readonly create: () => Reranker;
  /** Characters that it takes. */
  readonly most: number;
  /** How far a score may be off where the text is in another batch. */
  readonly sameText: number;
}

/** So many characters have more tokens than any model of ours reads: what comes after them changes no score. */
const read = 20_000;

/**
 * Reranks texts just within what the server takes and beyond it, with a short query and with one that is itself too long. They must
 * be scored as their beginnings are, and the answer must say that they were cut.
 */
export function longTextsAreCut({ create, most, sameText }: LongTextsCheck): Check {
  const [filler = ""] = textsOfBytes(1, 2 * most);
  const fits = `within ${filler}`.slice(0, most);
  // The limit falls between the halves of a surrogate pair.
  const pair = `pair ${filler}`.slice(0, most - 1).concat("🧈".repeat(100));
  // 1 character of two halves each: they would fit as the server counts, but not as JavaScript does.
  const wide = `wide ${"🧈".repeat(most - 5)}`;
  const documents = ["copper letter", fits, `${fits}s`, pair, wide, filler];
  const beginning = (text: string): string => text.slice(0, read);
  return {
    name: `texts of more than ${most.toLocaleString("en")} characters`,
    async run() {
      await using reranker = create();
      let worst = 0;
      for (const query of ["copper letter", `query ${filler}`]) {
        const answer = await reranker.rerank({ query, documents });
        const whole = allScores(answer, documents.length, ["truncated"]);
        const begun = { query: beginning(query), documents: documents.map(beginning) };
        const alone = allScores(await reranker.rerank(begun), documents.length);
        worst = Math.max(worst, ...alone.map((score, at) => Math.abs(score - (whole[at] ?? Number.NaN))));
      }
      must(worst <= sameText, `a score differs by ${worst.toExponential(1)} from the beginning's`);
      return `cut, with a warning, and scored as their beginnings (${worst.toExponential(1)})`;
    },
  };
}
