import { rerank } from "@secondpass/core";
import type { RerankObjects } from "../subject.ts";
import { ranking, replace, replaceLast, type TwinTable, twins } from "./tamper.ts";

/** Hands back equal objects that are not the caller's. */
const copyingRerank: RerankObjects = async (options) => {
  const result = await rerank(options);
  const copies = result.ranking.map((row) => ({ ...row, document: structuredClone(row.document) }));
  return { ...result, ranking: copies, documents: copies.map(({ document }) => document) };
};

/** The nine that a careless author is most likely to write: each breaks one law and no other. */
export const careless: TwinTable = {
  "does not sort": {
    breaks: "scores descend, ties keep input order, the unscored follow",
    twins: twins(
      ranking((rows) => {
        const scored = rows.filter(({ score }) => score !== null);
        return [...scored.toSorted((a, b) => a.index - b.index), ...rows.filter(({ score }) => score === null)];
      }),
    ),
  },
  "repeats an index": {
    breaks: "indices are unique",
    twins: twins(ranking((rows) => replaceLast(rows, (row) => ({ ...row, index: rows[0]?.index ?? row.index })))),
  },
  "names an index out of range": {
    breaks: "indices are integers in range",
    twins: twins(ranking((rows) => replaceLast(rows, (row) => ({ ...row, index: rows.length })))),
  },
  "scores NaN": {
    breaks: "scores are finite numbers or null",
    twins: twins(ranking((rows) => replaceLast(rows, (row) => ({ ...row, score: Number.NaN })))),
  },
  "mutates its input": {
    breaks: "the request is left as it was, frozen or not",
    twins: twins((inner, broken) =>
      replace(inner, {
        async rerank(request, options) {
          const response = await inner.rerank(request, options);
          if (broken) (request.documents as string[]).reverse();
          return response;
        },
      }),
    ),
  },
  "leaks a listener": {
    breaks: "no listener stays on the caller's signal",
    twins: twins((inner, broken) =>
      replace(inner, {
        async rerank(request, options) {
          const onAbort = (): void => {};
          options?.signal?.addEventListener("abort", onAbort);
          try {
            return await inner.rerank(request, options);
          } finally {
            if (!broken) options?.signal?.removeEventListener("abort", onAbort);
          }
        },
      }),
    ),
  },
  "ignores abort": {
    breaks: "an abort rejects with the caller's own reason",
    twins: twins((inner, broken) =>
      replace(inner, {
        rerank: (request, options) => inner.rerank(request, broken ? { ...options, signal: undefined } : options),
      }),
    ),
  },
  "ignores the budget": {
    breaks: "the time budget is kept",
    twins: twins((inner, broken) =>
      replace(inner, {
        rerank: (request, options) => inner.rerank(request, broken ? { ...options, timeoutMs: undefined } : options),
      }),
    ),
  },
  "hands back the wrong object": {
    breaks: "the caller's own objects come back",
    twins: twins(
      (inner) => inner,
      (broken) => ({ rerank: broken ? copyingRerank : rerank }),
    ),
  },
};
