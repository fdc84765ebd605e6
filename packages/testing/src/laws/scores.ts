import type { Reranker, RerankRequest } from "@secondpass/core";
import fc from "fast-check";
import { anyRequest, distinctRequest } from "../arbitraries.ts";
import { demand, type Law } from "../law.ts";
import { forAll } from "../property.ts";
import { plainKnownAnswer } from "../subject.ts";
import { copyOf, near, scoresByText, shapely } from "../well-formed.ts";

const listwise = (_: unknown, { traits }: Reranker): string | undefined =>
  traits.pointwise && traits.deterministic !== false ? undefined : "it is listwise or its answers vary";
const varies = (_: unknown, { traits }: Reranker): string | undefined =>
  traits.deterministic === false ? "its answers vary" : undefined;

/** Demands that texts which are in both requests have the same score in both. */
async function sameScores(
  reranker: Reranker,
  one: RerankRequest,
  other: RerankRequest,
  tolerance = 1e-6,
): Promise<void> {
  const first = await shapely(reranker, one);
  const second = await shapely(reranker, other);
  if (!first || !second) return;
  const before = scoresByText(one, first);
  for (const [text, score] of scoresByText(other, second)) {
    const was = before.get(text);
    if (was === undefined) continue;
    demand(near(was, score, tolerance), `the score of one text went from ${was} to ${score}`);
  }
}

/** A request and the same documents in another order. */
const shuffled = distinctRequest.chain((request) =>
  fc
    .shuffledSubarray([...request.documents], { minLength: request.documents.length })
    .map((documents) => ({ request, documents })),
);

const permutation: Law = {
  name: "permuting the documents permutes the scores",
  appliesNot: listwise,
  check: (subject, reranker) =>
    forAll(subject, shuffled, ({ request, documents }) =>
      sameScores(reranker, request, { ...request, documents }, subject.tolerance),
    ),
};

const removal: Law = {
  name: "removing documents changes no other document's score",
  appliesNot: listwise,
  check: (subject, reranker) =>
    forAll(subject, fc.tuple(distinctRequest, fc.integer({ min: 0, max: 11 })), async ([request, at]) => {
      const documents = request.documents.filter((_, index) => index !== at);
      await sameScores(reranker, request, { ...request, documents }, subject.tolerance);
    }),
};

const splitting: Law = {
  name: "splitting the list changes no score",
  appliesNot: listwise,
  check: (subject, reranker) =>
    forAll(subject, fc.tuple(distinctRequest, fc.integer({ min: 1, max: 11 })), async ([request, at]) => {
      for (const documents of [request.documents.slice(0, at), request.documents.slice(at)]) {
        await sameScores(reranker, request, { ...request, documents }, subject.tolerance);
      }
    }),
};

const repeatable: Law = {
  name: "the same request gets the same order",
  appliesNot: varies,
  check: (subject, reranker) =>
    forAll(subject, anyRequest(), async (request) => {
      const order = async (): Promise<string | undefined> =>
        (await shapely(reranker, request))?.ranking.map(({ index }) => index).join();
      const [first, second] = [await order(), await order()];
      demand(first === second, `first [${first}], then [${second}]`);
    }),
};

const idempotent: Law = {
  name: "reranking the reranked list keeps its order",
  appliesNot: varies,
  check: (subject, reranker) =>
    forAll(subject, anyRequest(), async (request) => {
      const once = await shapely(reranker, request);
      if (!once) return;
      const documents = once.ranking.map(({ index }) => request.documents[index] as string);
      const twice = await shapely(reranker, { ...request, documents });
      const order = twice?.ranking.map(({ index }) => documents[index]);
      // Where some were cut on the way, the head must still agree.
      demand(!order || documents.join("\n").startsWith(order.join("\n")), "the order changed");
    }),
};

const knownAnswer: Law = {
  name: "the document that answers wins, wherever it stands",
  appliesNot: (subject) => (subject.knownAnswer === false ? "it ranks nothing" : undefined),
  async check(subject, reranker) {
    const { query, others, best } = subject.knownAnswer || plainKnownAnswer;
    for (let at = 0; at <= others.length; at++) {
      const documents = others.toSpliced(at, 0, best);
      const winner = (await shapely(reranker, { query, documents }))?.ranking[0]?.index ?? at;
      demand(winner === at, `it stood at ${at}, and document ${winner} won`);
    }
  },
};

const wireOrder: Law = {
  name: "the order of rows on the wire is irrelevant",
  appliesNot: ({ createShuffled }) => (createShuffled ? undefined : "no createShuffled"),
  async check(subject, reranker) {
    const reversed = await subject.createShuffled?.((rows) => [...rows].reverse());
    const rotated = await subject.createShuffled?.((rows) => [...rows.slice(1), ...rows.slice(0, 1)]);
    await forAll(subject, anyRequest(), async (request) => {
      const wanted = (await shapely(reranker, request))?.ranking.map(({ index }) => index).join();
      if (wanted === undefined) return;
      for (const other of [reversed, rotated]) {
        const got = (await other?.rerank(copyOf(request)))?.ranking.map(({ index }) => index).join();
        demand(got === wanted, `in one order of rows [${wanted}], in another [${got}]`);
      }
    });
    await reversed?.close();
    await rotated?.close();
  },
};

/** What scores depend on. */
export const scoreLaws: readonly Law[] = [
  permutation,
  removal,
  splitting,
  repeatable,
  idempotent,
  knownAnswer,
  wireOrder,
];
