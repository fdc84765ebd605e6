import { describe, expect, it } from "vitest";
import { careless } from "./__fixtures__/careless-twins.ts";
import { further, wrappers } from "./__fixtures__/further-twins.ts";
import { checkReranker, laws, type Subject } from "./laws.ts";

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

describe("the laws", () => {
  it("have names of their own", () => {
    expect(new Set(laws.map(({ name }) => name)).size).toBe(laws.length);
  });

  it("can each be broken", () => {
    const broken = Object.values({ ...careless, ...further, ...wrappers }).map(({ breaks }) => breaks);
    expect(broken.toSorted()).toEqual(laws.map(({ name }) => name).toSorted());
  });
});
