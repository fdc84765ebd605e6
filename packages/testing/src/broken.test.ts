import {
  defineWrapper,
  firstStageResponse,
  isRerankError,
  type RerankError,
  type Reranker,
  type RerankResponse,
  rerankError,
} from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { careless } from "./__fixtures__/careless-twins.ts";
import { further, wrappers } from "./__fixtures__/further-twins.ts";
import { checkReranker, laws, type Subject } from "./laws.ts";
import { scriptedReranker } from "./scripted.ts";

async function brokenLaws(subject: Subject): Promise<string[]> {
  const verdicts = await checkReranker(subject);
  return verdicts.filter(({ verdict }) => verdict === "broken").map(({ law }) => law);
}

describe.each(Object.entries(careless))("a reranker that %s", (_, { breaks, twins }) => {
  it(`fails exactly "${breaks}"`, async () => {
    expect(await brokenLaws(twins.broken)).toEqual([breaks]);
  });

  it("repaired, keeps every law", async () => {
    expect(await brokenLaws(twins.repaired)).toEqual([]);
  });
});

describe.each(Object.entries({ ...further, ...wrappers }))("a reranker that %s", (_, { breaks, twins }) => {
  it(`fails "${breaks}"`, async () => {
    expect(await brokenLaws(twins.broken)).toContain(breaks);
  });

  it("repaired, keeps every law", async () => {
    expect(await brokenLaws(twins.repaired)).toEqual([]);
  });
});

describe("a reranker that fails open", () => {
  it("keeps every law", async () => {
    expect(await brokenLaws(openSubject((answer) => answer))).toEqual([]);
  });

  it.each<[string, string, (answer: RerankResponse, error: RerankError) => RerankResponse]>([
    [
      "fails all the same",
      "the time budget is kept",
      (_, error) => {
        throw error;
      },
    ],
    [
      "gives another order",
      "the time budget is kept",
      (answer) => ({ ...answer, ranking: answer.ranking.toReversed() }),
    ],
    [
      "invents scores",
      "the time budget is kept",
      (answer) => ({
        ...answer,
        ranking: answer.ranking.map(({ index }) => ({ index, score: 0 })),
      }),
    ],
    [
      "is silent about it",
      "the time budget is kept",
      (answer) => ({ ...answer, outcome: { ...answer.outcome, attempts: [] } }),
    ],
    [
      "quotes what failed",
      "a failure is a RerankError that quotes neither query nor document nor backend",
      (answer, { cause }) => ({ ...answer, warnings: [{ code: "connection", message: String(cause) }] }),
    ],
  ])("but %s breaks %j", async (_, law, broken) => {
    expect(await brokenLaws(openSubject(broken))).toContain(law);
  });

  it("and does not say so breaks the law of the budget", async () => {
    expect(await brokenLaws({ ...openSubject((answer) => answer), failsOpen: false })).toContain(
      "the time budget is kept",
    );
  });
});

/** The scripted reranker, behind whose failures the first-stage order stands, as `broken` leaves it. */
function openSubject(broken: (answer: RerankResponse, error: RerankError) => RerankResponse): Subject {
  const open = (inner: Reranker): Reranker =>
    defineWrapper(inner, {
      async rerank(request, options) {
        try {
          return await inner.rerank(request, options);
        } catch (error) {
          const isOpen = isRerankError(error) && error.code !== "bad_request" && error.code !== "closed";
          if (!isOpen || options.signal?.aborted) throw error;
          const attempt = { rerankerId: inner.id, result: error.code, durationMs: 1 };
          return broken(firstStageResponse(inner, request, error, [attempt]), error);
        }
      },
    });
  return {
    create: () => open(scriptedReranker()),
    createHanging: () => open(scriptedReranker({ otherwise: { hang: true } })),
    createFailing: (text) => open(quoting(text)),
    failsOpen: true,
    runs: 20,
  };
}

/** Its errors carry what a careless wrapper would show. */
function quoting(text: string): Reranker {
  return defineWrapper(scriptedReranker(), {
    async rerank() {
      throw rerankError("connection", "no connection", { cause: text });
    },
  });
}

describe("the laws", () => {
  it("have names of their own", () => {
    expect(new Set(laws.map(({ name }) => name)).size).toBe(laws.length);
  });

  it("can each be broken", () => {
    const broken = Object.values({ ...careless, ...further, ...wrappers }).map(({ breaks }) => breaks);
    expect(broken.toSorted()).toEqual(laws.map(({ name }) => name).toSorted());
  });
});
