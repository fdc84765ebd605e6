import { type CallOptions, isRerankError, type Reranker, type RerankRequest } from "@secondpass/core";
import fc from "fast-check";
import { anyRequest } from "../arbitraries.ts";
import { demand, type Law } from "../law.ts";
import { forAll } from "../property.ts";
import { copyOf, near, shapely } from "../well-formed.ts";

/** Requests that a caller may make by mistake, by what is wrong with them. */
const mistakes: Readonly<Record<string, unknown>> = {
  "topN 0": { query: "q", documents: ["a"], topN: 0 },
  "topN −1": { query: "q", documents: ["a"], topN: -1 },
  "topN 1.5": { query: "q", documents: ["a"], topN: 1.5 },
  "topN NaN": { query: "q", documents: ["a"], topN: Number.NaN },
  "a blank query": { query: " \n", documents: ["a"] },
  "no query": { documents: ["a"] },
  "no documents": { query: "q" },
  "a document that is no string": { query: "q", documents: ["a", 7] },
  "a hole among the documents": { query: "q", documents: new Array(2) },
  "too few ids": { query: "q", documents: ["a", "b"], ids: ["1"] },
  "too many signals": { query: "q", documents: ["a"], signals: { firstStage: [1, 2] } },
};

const badRequest: Law = {
  name: "a bad request is refused as bad_request",
  async check(_, reranker) {
    for (const [mistake, request] of Object.entries(mistakes)) {
      const code = await failureCode(reranker, request as RerankRequest);
      demand(code === "bad_request", `${mistake}: ${code ?? "was answered"}`);
    }
  },
};

/** The code that a call fails with; undefined where it is answered. */
export async function failureCode(
  reranker: Reranker,
  request: RerankRequest,
  options?: CallOptions,
): Promise<string | undefined> {
  try {
    await reranker.rerank(request, options);
    return undefined;
  } catch (thrown) {
    return isRerankError(thrown) ? thrown.code : `threw something that is no RerankError: ${String(thrown)}`;
  }
}

const emptyList: Law = {
  name: "the empty list is answered with an empty ranking, and nobody is asked",
  async check(_, reranker) {
    const { ranking, outcome } = await reranker.rerank({ query: "q", documents: [] });
    demand(ranking.length === 0, `the ranking has ${ranking.length} rows`);
    demand(outcome.attempts.length === 0, `${outcome.attempts.length} attempts were made`);
  },
};

const unmutated: Law = {
  name: "the request is left as it was, frozen or not",
  check: (subject, reranker) =>
    forAll(subject, fc.tuple(anyRequest(), fc.boolean()), async ([plain, frozen]) => {
      const request = copyOf(plain);
      if (frozen) Object.freeze(Object.freeze(request).documents);
      await reranker.rerank(request);
      demand(JSON.stringify(request) === JSON.stringify(plain), "the request was changed");
    }),
};

const million = 1_000_000;
const strangeTexts: Readonly<Record<string, string>> = {
  "a million characters": "long winter ".repeat(million / 12),
  "a million characters without a space": "x".repeat(million),
  "lone surrogates": "\ud800 river \udfff",
  NUL: "river\u0000stone",
  "bidi marks": "\u202eriver\u202c stone\u2066",
  NFC: "caf\u00e9 r\u00e9sum\u00e9",
  NFD: "cafe\u0301 re\u0301sume\u0301",
  emoji: "👩‍👩‍👧 🇹🇭 👍🏽",
  Thai: "แม่น้ำสายนี้ยาวมาก",
  Japanese: "この川はとても長いです。",
  Arabic: "هذا النهر طويل جدا",
  "special tokens": "[CLS] river [SEP] <s> </s> <|endoftext|>",
};

const anyTextTaken: Law = {
  name: "any text is taken, as query and as document, alone and among others",
  async check(_, reranker) {
    for (const [what, text] of Object.entries(strangeTexts)) {
      const lists = [[text], [text, "river", text], ["river", text]];
      for (const documents of lists) {
        const { ranking } = await reranker.rerank({ query: "river", documents });
        demand(ranking.length > 0, `${what}: no document came back`);
      }
      await reranker.rerank({ query: text.slice(0, 1000), documents: ["river", "stone"] });
    }
  },
};

const strangersHarmless: Law = {
  name: "a strange text changes no other document's score",
  appliesNot: (_, { traits }) => (traits.pointwise ? undefined : "it is listwise"),
  async check({ tolerance = 1e-6 }, reranker) {
    const documents = ["river stone", "winter bread", "a stone in the river"];
    const alone = await shapely(reranker, { query: "river stone", documents });
    for (const [what, text] of Object.entries(strangeTexts)) {
      const request = { query: "river stone", documents: [...documents, text] };
      // Where the text is refused another law is broken.
      const among = await shapely(reranker, request).catch(() => undefined);
      for (const { index, score } of alone?.ranking ?? []) {
        const other = among?.ranking.find((row) => row.index === index);
        demand(!other || near(score, other.score, tolerance), `${what}: the score of document ${index} changed`);
      }
    }
  },
};

/** What goes in. */
export const inputLaws: readonly Law[] = [badRequest, emptyList, unmutated, anyTextTaken, strangersHarmless];
