import { inspect } from "node:util";
import { isRerankError, rerank as rerankOfCore } from "@secondpass/core";
import fc from "fast-check";
import { anyRequest } from "../arbitraries.ts";
import { demand, type Law } from "../law.ts";
import { forAll } from "../property.ts";
import { type Settled, settle } from "../settle.ts";
import type { Subject } from "../subject.ts";
import { copyOf, finite, inRange, shapely, sorted, unique } from "../well-formed.ts";

const sameObjects: Law = {
  name: "the caller's own objects come back",
  check: (subject, reranker) =>
    forAll(subject, anyRequest(), async (request) => {
      if (!(await shapely(reranker, request))) return;
      const { rerank = rerankOfCore } = subject;
      const objects = request.documents.map((body, index) => ({ body, index }));
      const { ranking, documents } = await rerank({
        reranker,
        query: request.query,
        documents: objects,
        text: ({ body }) => body,
      });
      for (const [at, { index, document }] of ranking.entries()) {
        demand(document === objects[index], `ranking[${at}].document is not the object at index ${index}`);
        demand(documents[at] === document, `documents[${at}] is not the object of ranking[${at}]`);
      }
    }),
};

/** Any JSON value, rows that are nearly right, and objects that bite. */
const anyAnswer = fc.oneof(
  fc.jsonValue(),
  fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true }),
  fc
    .array(
      fc.record({
        index: fc.oneof(fc.integer({ min: -1, max: 3 }), fc.anything()),
        score: fc.oneof(fc.double(), fc.constant(null), fc.anything()),
      }),
      { maxLength: 4 },
    )
    .map((scores) => ({ scores })),
  fc.array(fc.oneof(fc.integer({ min: -1, max: 3 }), fc.double()), { maxLength: 4 }).map((order) => ({ order })),
  fc.constant({
    get scores(): never {
      throw new Error("a getter that throws");
    },
  }),
);

const anyAnswerJudged: Law = {
  name: "any answer of the backend is a valid result or malformed",
  appliesNot: ({ createAnswering }) => (createAnswering ? undefined : "no createAnswering"),
  check: (subject) =>
    forAll(subject, anyAnswer, async (answer) => {
      const reranker = await subject.createAnswering?.(answer);
      try {
        const response = await reranker?.rerank({ query: "river", documents: ["a river", "bread", "stone"] });
        const ranking = response?.ranking ?? [];
        const valid = inRange(ranking, 3) && unique(ranking) && finite(ranking) && sorted(ranking);
        demand(valid, `a broken answer was passed on: ${inspect(ranking)}`);
      } catch (thrown) {
        if (!isRerankError(thrown) || thrown.code !== "malformed") throw thrown;
      } finally {
        await reranker?.close();
      }
    }),
};

const canaries = { query: "canary-query-7313", document: "canary-document-7313", text: "canary-backend-7313" };

const quotesNothing: Law = {
  name: "a failure is a RerankError that quotes neither query nor document nor backend",
  appliesNot: ({ createFailing }) => (createFailing ? undefined : "no createFailing"),
  async check(subject) {
    const { query, document, text } = canaries;
    const reranker = await subject.createFailing?.(`${text}: ${query} ${document}`);
    if (!reranker) return;
    try {
      const settled = await settle(reranker.rerank(copyOf({ query, documents: [document, "bread"] })));
      const told = whatIsTold(settled, subject);
      const shown = `${inspect(told, { depth: 10, showHidden: true })}\n${JSON.stringify(told)}`;
      for (const [what, canary] of Object.entries(canaries)) {
        demand(!shown.includes(canary), `what it says quotes the ${what === "text" ? "backend" : what}`);
      }
    } finally {
      await reranker.close();
    }
  },
};

/** The error of a failure; or, of a reranker that fails open, its answer. */
function whatIsTold(settled: Settled, { failsOpen = false }: Subject): unknown {
  demand(settled.kind !== "pending", "its backend failed, and it went on");
  if (settled.kind === "resolved") {
    demand(failsOpen, "its backend failed, and it answered");
    return settled.value;
  }
  const { reason } = settled as { readonly reason: unknown };
  demand(!failsOpen, `its backend failed, and it failed with it: ${String(reason)}`);
  demand(isRerankError(reason), `it threw something that is no RerankError: ${String(reason)}`);
  return reason;
}

/** What comes out. */
export const resultLaws: readonly Law[] = [sameObjects, anyAnswerJudged, quotesNothing];
