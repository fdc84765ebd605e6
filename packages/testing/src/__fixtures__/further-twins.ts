import { defineReranker, type Ranked, type Reranker, rerankError } from "@secondpass/core";
import { scriptedReranker } from "../scripted.ts";
import { ranking, replace, type TwinTable, twins } from "./tamper.ts";

/** Adds to every scored row. */
function shift(rows: readonly Ranked[], by: (row: Ranked) => number): readonly Ranked[] {
  const shifted = rows.map((row) => (row.score === null ? row : { ...row, score: row.score + by(row) }));
  const scored = shifted.filter(({ score }) => score !== null);
  const unscored = shifted.filter(({ score }) => score === null);
  return [...scored.toSorted((a, b) => (b.score as number) - (a.score as number) || a.index - b.index), ...unscored];
}

/** Scores rows by where they stand on the wire instead of by their index. */
function trustingWire(permute: <Row>(rows: readonly Row[]) => Row[], broken: boolean): Reranker {
  return defineReranker({
    id: "scripted:test",
    traits: { scoreScale: "similarity", pointwise: true },
    async score(request) {
      const { ranking: rows } = await scriptedReranker().rerank(request);
      const inOrder = rows.toSorted((a, b) => a.index - b.index);
      return { scores: permute(inOrder).map((row, at) => ({ ...row, index: broken ? at : row.index })) };
    },
  });
}

/** What no law of shape catches: for every further law a reranker that breaks it. Some break others along with it. */
export const further: TwinTable = {
  "loses a document": {
    breaks: "every document comes back",
    twins: twins(ranking((rows) => (rows.length > 3 ? rows.slice(0, -1) : rows))),
  },
  "takes topN from the second": {
    breaks: "topN is the head of the full ranking",
    twins: twins((inner, broken) =>
      replace(inner, {
        async rerank(request, options) {
          const response = await inner.rerank(request, options);
          if (!broken || request.topN === undefined || request.topN >= request.documents.length) return response;
          const full = await inner.rerank({ ...request, topN: undefined }, options);
          return { ...response, ranking: full.ranking.slice(1, request.topN + 1) };
        },
      }),
    ),
  },
  "scores blank documents": {
    breaks: "blank documents come last and unscored",
    twins: twins(ranking((rows) => rows.map((row) => (row.score === null ? { ...row, score: -1e9 } : row)))),
  },
  "answers topN 0": {
    breaks: "a bad request is refused as bad_request",
    twins: twins((inner, broken) =>
      replace(inner, {
        async rerank(request, options) {
          if (!broken || request.topN !== 0) return inner.rerank(request, options);
          const response = await inner.rerank({ ...request, topN: undefined }, options);
          return { ...response, ranking: [] };
        },
      }),
    ),
  },
  "asks somebody about an empty list": {
    breaks: "the empty list is answered with an empty ranking, and nobody is asked",
    twins: twins((inner, broken) =>
      replace(inner, {
        async rerank(request, options) {
          const response = await inner.rerank(request, options);
          if (!broken) return response;
          const attempts = [{ rerankerId: inner.id, result: "ok", durationMs: 1 }] as const;
          return { ...response, outcome: { ...response.outcome, attempts } };
        },
      }),
    ),
  },
  "refuses long texts": {
    breaks: "any text is taken, as query and as document, alone and among others",
    twins: twins((inner, broken) =>
      replace(inner, {
        rerank(request, options) {
          const long = broken && request.documents?.some((text) => text?.length > 100_000);
          if (long) return Promise.reject(rerankError("internal", "too long"));
          return inner.rerank(request, options);
        },
      }),
    ),
  },
  "is thrown by special tokens": {
    breaks: "a strange text changes no other document's score",
    twins: twins(
      ranking((rows, { documents }) => shift(rows, () => (documents.some((text) => text.includes("[CLS]")) ? 1 : 0))),
    ),
  },
  "passes any index on": {
    breaks: "any answer of the backend is a valid result or malformed",
    twins: twins(
      (inner) => inner,
      (broken) => ({
        createAnswering: (answer) =>
          replace(scriptedReranker({ otherwise: { answer } }), {
            async rerank(request, options) {
              if (!broken) return scriptedReranker({ otherwise: { answer } }).rerank(request, options);
              const response = await scriptedReranker().rerank(request, options);
              return { ...response, ranking: (answer as { scores?: Ranked[] } | null)?.scores ?? response.ranking };
            },
          }),
      }),
    ),
  },
  "quotes the backend": {
    breaks: "a failure is a RerankError that quotes neither query nor document nor backend",
    twins: twins(
      (inner) => inner,
      (broken) => ({
        createFailing: (text) =>
          scriptedReranker({ otherwise: { fail: broken ? rerankError("server_error", `said ${text}`) : new Error(text) } }),
      }),
    ),
  },
  "prefers early documents": {
    breaks: "permuting the documents permutes the scores",
    twins: twins(ranking((rows) => shift(rows, ({ index }) => -index / 100))),
  },
  "scales by the length of the list": {
    breaks: "removing documents changes no other document's score",
    twins: twins(ranking((rows) => shift(rows, () => rows.length))),
  },
  "numbers its rows": {
    breaks: "splitting the list changes no score",
    twins: twins(ranking((rows) => rows.map((row, at) => (row.score === null ? row : { ...row, score: rows.length - at })))),
  },
  "changes its mind": {
    breaks: "the same request gets the same order",
    twins: twins((inner, broken) => {
      let last = "";
      return replace(inner, {
        async rerank(request, options) {
          const response = await inner.rerank(request, options);
          const again = JSON.stringify(request) === last;
          last = JSON.stringify(request);
          if (!broken || !again) return response;
          const flipped = shift(response.ranking, ({ index }) => index);
          return { ...response, ranking: flipped.slice(0, request.topN) };
        },
      });
    }),
  },
  "turns the list over each time": {
    breaks: "reranking the reranked list keeps its order",
    twins: twins(ranking((rows) => shift(rows, ({ index }) => index * 10))),
  },
  "puts the worst first": {
    breaks: "the document that answers wins, wherever it stands",
    twins: twins(ranking((rows) => shift(rows, ({ score }) => -2 * (score as number)))),
  },
  "trusts the order on the wire": {
    breaks: "the order of rows on the wire is irrelevant",
    twins: twins(
      (inner) => inner,
      (broken) => ({ createShuffled: (permute) => trustingWire(permute, broken) }),
    ),
  },
  "mixes up calls": {
    breaks: "concurrent calls get their own answers",
    twins: twins((inner, broken) => {
      let latest: Parameters<Reranker["rerank"]>[0];
      return replace(inner, {
        async rerank(request, options) {
          latest = request;
          await Promise.resolve();
          return inner.rerank(broken ? latest : request, options);
        },
      });
    }),
  },
  "stays open": {
    breaks: "close may be called twice, ends calls in flight and refuses later ones, as closed",
    twins: twins((inner, broken) => (broken ? replace(inner, { close: async () => {} }) : inner)),
  },
  "warms up regardless": {
    breaks: "warmup may be repeated, and obeys an abort",
    twins: twins((inner, broken) => (broken ? replace(inner, { warmup: async () => {} }) : inner)),
  },
};

/** Wrappers that forget something. */
export const wrappers: TwinTable = {
  "gives the inner one the whole budget again": {
    breaks: "a wrapper passes on what is left of the budget",
    twins: twins(
      (inner) => inner,
      (broken) => ({
        wrap: (inner) =>
          replace(inner, {
            async rerank(request, options = {}) {
              const start = performance.now();
              try {
                return await inner.rerank(request, options);
              } catch {
                const left = (options.timeoutMs ?? Number.POSITIVE_INFINITY) - (performance.now() - start);
                return inner.rerank(request, broken ? options : { ...options, timeoutMs: left });
              }
            },
          }),
      }),
    ),
  },
  "drops the tenant": {
    breaks: "a wrapper passes on tenant, headers and provider options",
    twins: twins(
      (inner) => inner,
      (broken) => ({
        wrap: (inner) =>
          replace(inner, {
            rerank: (request, options) => inner.rerank(request, broken ? { ...options, tenant: undefined } : options),
          }),
      }),
    ),
  },
  "leaves the inner one open": {
    breaks: "closing a wrapper closes what it wraps",
    twins: twins(
      (inner) => inner,
      (broken) => ({ wrap: (inner) => (broken ? replace(inner, { close: async () => {} }) : inner) }),
    ),
  },
};
