import { describe, expect, it } from "vitest";
import { carelessAnswers } from "./__fixtures__/careless-answers.ts";
import { carelessConnections } from "./__fixtures__/careless-connections.ts";
import { honestParts, subjectWith } from "./__fixtures__/honest-adapter.ts";
import { testHttpAdapter } from "./http/test-http-adapter.ts";
import { checkHttpLaw, httpLaws } from "./http-laws.ts";

testHttpAdapter("an adapter that does everything right", subjectWith());

describe("the HTTP laws", () => {
  it("have names of their own", () => {
    expect(new Set(httpLaws.map(({ name }) => name)).size).toBe(httpLaws.length);
  });

  it("can each be broken", () => {
    const broken = new Set(Object.values({ ...carelessAnswers, ...carelessConnections }).map(({ breaks }) => breaks));
    expect([...broken].toSorted()).toEqual(httpLaws.map(({ name }) => name).toSorted());
  });

  it("are skipped with the reason where they do not apply", async () => {
    const law = httpLaws.find(({ name }) => name === "without a key no authorization is sent");
    const verdict = law && (await checkHttpLaw(law, { ...subjectWith(), keyless: undefined }));
    expect(verdict).toEqual({ law: law?.name, verdict: "skipped", reason: "it needs a key" });
  });

  it("heed the subject's own codes, by fault and by status", async () => {
    const law = httpLaws.find(({ name }) => name === "every error status has its code, and the error tells it");
    const odd = subjectWith({
      codeOf: (status) => (status === 402 ? "auth" : status === 409 ? "overloaded" : honestParts.codeOf(status)),
    });
    const verdictOf = async (codes?: Record<string, "auth" | "overloaded">): Promise<string | undefined> =>
      law && (await checkHttpLaw(law, { ...odd, codes })).verdict;
    expect(await verdictOf()).toBe("broken");
    expect(await verdictOf({ 402: "auth", "status-409": "overloaded" })).toBe("kept");
  });
});
