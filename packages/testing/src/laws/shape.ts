import type { Ranked, RerankRequest } from "@secondpass/core";
import fc from "fast-check";
import { anyRequest } from "../arbitraries.ts";
import { demand, type Law } from "../law.ts";
import { forAll } from "../property.ts";
import { copyOf, finite, inRange, shapely, sorted, unique } from "../well-formed.ts";

/** A law about every single answer's shape. */
function shapeLaw(name: string, holds: (ranking: readonly Ranked[], request: RerankRequest) => boolean): Law {
  return {
    name,
    check: (subject, reranker) =>
      forAll(subject, anyRequest(), async (request) => {
        const { ranking } = await reranker.rerank(copyOf(request));
        const rows = ranking.map(({ index, score }) => `${index}: ${score}`).join(", ");
        demand(holds(ranking, request), `ranking of ${request.documents.length} documents: [${rows}]`);
      }),
  };
}

const topNHead: Law = {
  name: "topN is the head of the full ranking",
  appliesNot: (_, { traits }) => (traits.deterministic === false ? "its answers vary" : undefined),
  check: (subject, reranker) =>
    forAll(subject, fc.tuple(anyRequest(), fc.integer({ min: 1, max: 15 })), async ([request, topN]) => {
      const full = await shapely(reranker, request);
      if (!full) return;
      const head = await reranker.rerank({ ...copyOf(request), topN });
      const got = head.ranking.map(({ index }) => index);
      const wanted = full.ranking.slice(0, topN).map(({ index }) => index);
      demand(got.join() === wanted.join(), `topN ${topN} gave [${got}], the full ranking begins [${wanted}]`);
    }),
};

const complete: Law = {
  name: "every document comes back",
  appliesNot: ({ exhaustive = true }) => (exhaustive ? undefined : "it cuts on purpose"),
  check: (subject, reranker) =>
    forAll(subject, anyRequest(), async (request) => {
      const { ranking } = await reranker.rerank(copyOf(request));
      const { length } = request.documents;
      demand(ranking.length === length, `${ranking.length} of ${length} documents came back`);
    }),
};

const blankLast: Law = {
  name: "blank documents come last and unscored",
  check: (subject, reranker) =>
    forAll(subject, anyRequest(), async (request) => {
      const response = await shapely(reranker, request);
      if (!response) return;
      const blank = response.ranking.map(({ index }) => request.documents[index]?.trim() === "");
      const first = blank.indexOf(true);
      demand(first < 0 || blank.slice(first).every(Boolean), "a document with text stands after a blank one");
      demand(
        response.ranking.every(({ score }, at) => !blank[at] || score === null),
        "a blank document has a score",
      );
    }),
};

/** What every single answer looks like. */
export const shapeLaws: readonly Law[] = [
  shapeLaw("indices are integers in range", (ranking, { documents }) => inRange(ranking, documents.length)),
  shapeLaw("indices are unique", unique),
  shapeLaw("scores are finite numbers or null", finite),
  {
    ...shapeLaw("scores descend, ties keep input order, the unscored follow", (ranking, { documents }) => {
      const readable = inRange(ranking, documents.length) && unique(ranking) && finite(ranking);
      return !readable || sorted(ranking);
    }),
  },
  complete,
  topNHead,
  blankLast,
];
