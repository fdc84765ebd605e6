import { describe, expect, it } from "vitest";
import { createManualClock } from "./__fixtures__/manual-clock.ts";
import { type Deferred, deferred, never, settled } from "./__fixtures__/promises.ts";
import { scoreByText, scripted } from "./__fixtures__/scripted.ts";
import type { ScoreContext, Scored } from "./definition.ts";
import type { RerankErrorCode } from "./error-codes.ts";
import { rerankError } from "./errors.ts";
import type { RerankRequest } from "./request.ts";

const oneByOne = { limits: { maxDocuments: 1 } } as const;
const request = (n: number): RerankRequest => ({
  query: "q",
  documents: Array.from({ length: n }, (_, i) => `${i} document`),
});
/** Scores by text, save documents that begin with a code: those fail with it. */
async function scoreOrFail(part: RerankRequest): Promise<Scored> {
  const [, code] = /^fail (\w+)/.exec(part.documents[0] ?? "") ?? [];
  if (code) throw rerankError(code as RerankErrorCode, `${code} of ${part.documents[0]?.slice(6 + code.length)}`);
  return scoreByText(part);
}

describe("a list over a limit", () => {
  it("reaches score in contiguous pieces in input order, ids and signals with them, and comes back as one answer", async () => {
    const { reranker, requests } = scripted({ traits: { limits: { maxDocuments: 2 } } });

    const answer = await reranker.rerank({
      query: "q",
      instruction: "i",
      documents: ["0.1", "0.5", "", "0.3", "0.5", "0.9", "0.2"],
      ids: ["a", "b", "c", "d", "e", "f", "g"],
      signals: { firstStage: [7, 6, 5, 4, 3, 2, 1] },
      topN: 4,
    });

    expect(requests).toStrictEqual([
      { query: "q", instruction: "i", documents: ["0.1", "0.5"], ids: ["a", "b"], signals: { firstStage: [7, 6] } },
      { query: "q", instruction: "i", documents: ["0.3", "0.9"], ids: ["d", "f"], signals: { firstStage: [4, 2] } },
      { query: "q", instruction: "i", documents: ["0.2"], ids: ["g"], signals: { firstStage: [1] } },
    ]);
    expect(answer.ranking).toEqual([
      { index: 5, score: 0.9 },
      { index: 1, score: 0.5 },
      { index: 4, score: 0.5 },
      { index: 3, score: 0.3 },
    ]);
    expect(answer.outcome).toEqual({
      kind: "reranked",
      scored: 6,
      attempts: [{ rerankerId: "scripted:1", result: "ok", durationMs: expect.any(Number) }],
    });
  });

  it("is scored four pieces at a time", async () => {
    const started: Deferred<Scored>[] = [];
    const { reranker } = scripted({
      traits: oneByOne,
      score: () => {
        const work = deferred<Scored>();
        started.push(work);
        return work.promise;
      },
    });
    const finish = async (at: number): Promise<number> => {
      started[at]?.resolve({ scores: [{ index: 0, score: at }] });
      await settled();
      return started.length;
    };

    const answer = reranker.rerank(request(7));
    await settled();

    expect(started).toHaveLength(4);
    expect([await finish(2), await finish(0), await finish(4)]).toEqual([5, 6, 7]);
    for (const at of [1, 3, 5, 6]) await finish(at);
    expect((await answer).ranking.map(({ index }) => index)).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  it("adds the pieces' usage up, tells each warning once and the first revision that is known", async () => {
    const truncated = { code: "truncated", message: "1 document" };
    const { reranker } = scripted({
      traits: oneByOne,
      score: async ({ documents }) => ({
        ...(await scoreByText({ query: "q", documents })),
        ...(documents[0]?.startsWith("0") ? {} : { usage: { tokens: 5, requests: 1 }, revision: documents[0] }),
        warnings: [truncated, { code: "slow", message: documents[0] ?? "" }],
      }),
    });

    expect(await reranker.rerank(request(3))).toMatchObject({
      usage: { tokens: 10, requests: 2 },
      revision: "1 document",
      warnings: [truncated, ...["0", "1", "2"].map((n) => ({ code: "slow", message: `${n} document` }))],
    });
  });

  it.each<[string, Partial<Scored>[]]>([
    ["on different score scales", [{ scoreScale: "logit" }, {}]],
    ["as ranks", [{ scoreScale: "rank" }, { scoreScale: "rank" }]],
  ])("is malformed where its pieces come back %s", async (how, answers) => {
    const left = [...answers];
    const { reranker } = scripted({
      traits: oneByOne,
      score: async (part) => ({ ...(await scoreByText(part)), ...left.shift() }),
    });

    await expect(reranker.rerank(request(2))).rejects.toMatchObject({
      code: "malformed",
      message: expect.stringContaining(`parts of the list came back ${how}`),
    });
  });
});

describe("a failed piece", () => {
  it("takes no other along: its documents follow unscored in input order, and the answer is partial", async () => {
    const { reranker, requests } = scripted({ traits: oneByOne, score: scoreOrFail });
    const documents = ["0.1", "fail overloaded A", "0.9", " ", "fail quota B", "0.5"];

    const answer = await reranker.rerank({ query: "q", documents });

    expect(requests).toHaveLength(5);
    expect(answer.ranking).toEqual([
      { index: 2, score: 0.9 },
      { index: 5, score: 0.5 },
      { index: 0, score: 0.1 },
      { index: 1, score: null },
      { index: 4, score: null },
      { index: 3, score: null },
    ]);
    expect(answer.outcome).toMatchObject({ kind: "partial", scored: 3, attempts: [{ result: "ok" }] });
    expect(answer.outcome.attempts).toHaveLength(1);
    expect(answer.warnings).toEqual([
      { code: "partial", message: "2 of 5 parts of the list failed (overloaded, quota); the first: overloaded of A" },
    ]);
  });

  it("is one that is over a limit by itself: the rest is scored", async () => {
    const { reranker, requests } = scripted({ traits: { limits: { maxBytes: 20 } } });

    const answer = await reranker.rerank({ query: "q", documents: ["0.1", "0.9 is much too long", "0.5"] });

    expect(requests.map(({ documents }) => documents)).toEqual([["0.1"], ["0.5"]]);
    expect(answer).toMatchObject({
      ranking: [{ index: 2 }, { index: 0 }, { index: 1, score: null }],
      outcome: { kind: "partial", scored: 2 },
      warnings: [{ code: "partial", message: expect.stringContaining("(input_too_large)") }],
    });
  });

  it("is one whose answer is malformed", async () => {
    const { reranker } = scripted({
      traits: oneByOne,
      score: async (part) => (part.documents[0] === "1 document" ? { scores: [] } : scoreByText(part)),
    });

    expect((await reranker.rerank(request(3))).outcome).toMatchObject({ kind: "partial", scored: 2 });
  });

  it.each<RerankErrorCode>(["auth", "tls", "bad_request"])(
    "is thrown where its code is %s, and its siblings aborted",
    async (code) => {
      const contexts: ScoreContext[] = [];
      const { reranker, requests } = scripted({
        traits: oneByOne,
        async score(part, context) {
          if (part.documents[0] === "1 document") throw rerankError(code, "no");
          contexts.push(context);
          return never;
        },
      });

      await expect(reranker.rerank(request(9))).rejects.toMatchObject({ code, message: "no" });

      await settled();
      expect(contexts.map(({ signal }) => signal.aborted)).toEqual([true, true, true]);
      expect(requests).toHaveLength(4);
    },
  );

  it("is the first of the list that is thrown where all fail, whichever failed first", async () => {
    const slow = deferred<Scored>();
    const { reranker } = scripted({
      traits: oneByOne,
      score: (part) => (part.documents[0]?.endsWith("A") ? slow.promise : scoreOrFail(part)),
    });

    const answer = reranker.rerank({ query: "q", documents: ["fail x A", "fail quota B", "fail timeout C"] });
    await settled();
    slow.reject(rerankError("overloaded", "the first in the list"));

    await expect(answer).rejects.toMatchObject({ code: "overloaded", message: "the first in the list" });
  });

  it("is thrown where it is the only one", async () => {
    const { reranker } = scripted({ traits: { limits: { maxBytes: 10 } } });

    await expect(reranker.rerank({ query: "q", documents: ["0.9 is too long"] })).rejects.toMatchObject({
      code: "input_too_large",
    });
  });
});

describe("a call that ends with some pieces done", () => {
  const half = (part: RerankRequest): Promise<Scored> =>
    /^[01] /.test(part.documents[0] ?? "") ? scoreByText(part) : never;

  it("is partial where the budget ended it; what had not begun is not begun", async () => {
    const clock = createManualClock();
    const { reranker, requests } = scripted({ traits: oneByOne, score: half }, { clock });

    const answer = reranker.rerank(request(8), { timeoutMs: 100 });
    await settled();
    clock.advance(100);

    expect(await answer).toMatchObject({
      ranking: [{ index: 1 }, { index: 0 }, { index: 2, score: null }, ...[3, 4, 5, 6, 7].map((index) => ({ index }))],
      outcome: { kind: "partial", scored: 2, attempts: [{ result: "ok", durationMs: 100 }] },
      warnings: [{ code: "partial", message: expect.stringContaining("6 of 8 parts of the list failed (timeout)") }],
    });
    expect(requests).toHaveLength(6);
  });

  it("rejects with the caller's reason where the caller ended it", async () => {
    const controller = new AbortController();
    const { reranker } = scripted({ traits: oneByOne, score: half });

    const answer = reranker.rerank(request(8), { signal: controller.signal });
    await settled();
    controller.abort("enough");

    await expect(answer).rejects.toBe("enough");
  });

  it("rejects with closed where close ended it", async () => {
    const { reranker } = scripted({ traits: oneByOne, score: half });

    const answer = reranker.rerank(request(8));
    await settled();
    await Promise.all([reranker.close(), expect(answer).rejects.toMatchObject({ code: "closed" })]);
  });
});

describe("a listwise list over a limit", () => {
  it("is refused before score runs", async () => {
    const { reranker, requests } = scripted({ traits: { pointwise: false, limits: { maxDocuments: 2 } } });

    await expect(reranker.rerank(request(3))).rejects.toMatchObject({
      code: "input_too_large",
      provider: "scripted:1",
    });
    expect(requests).toEqual([]);
  });

  it("has blank documents taken out first", async () => {
    const { reranker } = scripted({ traits: { pointwise: false, limits: { maxDocuments: 2 } } });

    expect((await reranker.rerank({ query: "q", documents: ["1", " ", "2", ""] })).outcome.scored).toBe(2);
  });
});
