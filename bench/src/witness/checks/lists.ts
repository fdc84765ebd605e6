import type { Reranker } from "@secondpass/core";
import { type Check, must } from "../check.ts";
import { allScores } from "./scores.ts";

/** A list that needs several requests. */
export interface ListCheck {
  readonly name: string;
  readonly create: () => Reranker;
  readonly documents: readonly string[];
  /** Whether to warm up first: else the server's limits have to be learned from its refusals. Default true. */
  readonly warm?: boolean | undefined;
  /** Requests that it must take, as far as the answer counts them. */
  readonly requests: number;
  /** How far a score may be off where the text is in another batch. */
  readonly sameText: number;
  /** What a document is when it is asked about by itself: its beginning, where the rest is cut off anyway. Default the text. */
  readonly beginning?: ((text: string) => string) | undefined;
}

const query = "copper letter";

/** So many are in one request of any server. */
const few = 8;

/** Reranks the list in one call, and then in small ones: every document must get the same score both times. */
export function listIsSplit({ name, create, documents, requests, sameText, ...how }: ListCheck): Check {
  const { warm = true, beginning = (text) => text } = how;
  return {
    name,
    async run() {
      await using reranker = create();
      if (warm) await reranker.warmup();
      const answer = await reranker.rerank({ query, documents });
      const whole = allScores(answer, documents.length);
      must(new Set(whole).size > documents.length / 2, "scores are too alike to tell one document from another");
      const taken = answer.usage?.requests;
      must(taken === requests, `${taken} requests instead of ${requests}`);
      let worst = 0;
      for (let start = 0; start < documents.length; start += few) {
        const part = documents.slice(start, start + few).map(beginning);
        const alone = allScores(await reranker.rerank({ query, documents: part }), part.length);
        worst = Math.max(worst, ...alone.map((score, at) => Math.abs(score - (whole[start + at] ?? Number.NaN))));
      }
      must(worst <= sameText, `a score differs by ${worst.toExponential(1)} from the same text's in a small list`);
      const bytes = Buffer.byteLength(documents.join(""));
      return `${documents.length.toLocaleString("en")} documents, ${bytes.toLocaleString("en")} bytes of text, in ${taken} request${taken === 1 ? "" : "s"}: all scored, as in small lists (${worst.toExponential(1)})`;
    },
  };
}

/** Texts that differ, of a few words each. */
export function manyTexts(count: number, words = 6): readonly string[] {
  const stock = [
    "north",
    "river",
    "copper",
    "letter",
    "winter",
    "garden",
    "signal",
    "orange",
    "bridge",
    "market",
    "silver",
  ];
  return Array.from({ length: count }, (_, at) => {
    const text = Array.from(
      { length: words - 1 },
      (_, place) => stock[(at * 7 + place * (1 + (at % 5))) % stock.length],
    );
    return `${at} ${text.join(" ")}`;
  });
}

/** Texts that differ, of so many bytes each. */
export function textsOfBytes(count: number, bytes: number): readonly string[] {
  return manyTexts(count, bytes / 5).map((text) => text.slice(0, bytes));
}
