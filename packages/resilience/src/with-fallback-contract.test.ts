import { rerankError } from "@secondpass/core";
import { lexical } from "@secondpass/lexical";
import { testReranker } from "@secondpass/testing";
import { checkLaw, laws, type Subject } from "@secondpass/testing/laws";
import { scriptedReranker } from "@secondpass/testing/scripted";
import { describe, expect, it } from "vitest";
import { withFallback } from "./with-fallback.ts";

const script = (id: string) => scriptedReranker({ id });
const failing = (id: string, text = "m") =>
  scriptedReranker({ id, otherwise: { fail: rerankError("overloaded", text) } });

testReranker("withFallback, strict, around a script", {
  create: () => withFallback(script("a:1"), { strict: true }),
  createHanging: () => withFallback(scriptedReranker({ otherwise: { hang: true } }), { strict: true }),
  createFailing: (text) =>
    withFallback(scriptedReranker({ otherwise: { fail: new Error(text) } }), {
      strict: true,
      fallbacks: [failing("b:1")],
    }),
  createAnswering: (answer) => withFallback(scriptedReranker({ otherwise: { answer } }), { strict: true }),
  wrap: (inner) => withFallback(inner, { strict: true }),
});

testReranker("withFallback, strict, answered by its fallback", {
  create: () => withFallback(failing("a:1"), { strict: true, fallbacks: [script("b:1")] }),
  createHanging: () =>
    withFallback(failing("a:1"), { strict: true, fallbacks: [scriptedReranker({ otherwise: { hang: true } })] }),
  wrap: (fallback) => withFallback(failing("a:1"), { strict: true, fallbacks: [fallback] }),
});

testReranker("withFallback, strict, around BM25", {
  create: () => withFallback(lexical(), { strict: true }),
  wrap: (inner) => withFallback(inner, { strict: true }),
  runs: 50,
});

/** That a call without time fails is the one law that a stack breaks on purpose: it answers with first-stage order. */
const budgetLaw = "the time budget is kept";

const openSubjects: Readonly<Record<string, Subject>> = {
  "a script": {
    create: () => withFallback(script("a:1")),
    createHanging: () => withFallback(scriptedReranker({ otherwise: { hang: true } })),
    createAnswering: (answer) => withFallback(scriptedReranker({ otherwise: { answer } })),
    wrap: (inner) => withFallback(inner),
  },
  "a fallback": {
    create: () => withFallback(failing("a:1"), { fallbacks: [script("b:1")] }),
    createHanging: () => withFallback(failing("a:1"), { fallbacks: [scriptedReranker({ otherwise: { hang: true } })] }),
    wrap: (fallback) => withFallback(failing("a:1"), { fallbacks: [fallback] }),
  },
  BM25: { create: () => withFallback(lexical()), wrap: (inner) => withFallback(inner), runs: 50 },
};

describe.each(Object.entries(openSubjects))(
  "withFallback around %s, ending in first-stage order, keeps the contract",
  (_, subject) => {
    for (const law of laws.filter(({ name }) => name !== budgetLaw)) {
      it(law.name, { timeout: 120_000 }, async ({ skip }) => {
        const verdict = await checkLaw(law, subject);
        if (verdict.verdict === "broken") throw verdict.error;
        if (verdict.verdict === "skipped") skip(verdict.reason);
      });
    }

    it(`${budgetLaw}, by an answer`, async () => {
      const law = laws.find(({ name }) => name === budgetLaw);
      const verdict = law && (await checkLaw(law, subject));
      expect(verdict).toMatchObject({
        verdict: "broken",
        error: { message: expect.stringContaining("timeoutMs 0 did not fail") },
      });
      const stack = (await subject.createHanging?.()) ?? (await subject.create());
      for (const timeoutMs of [0, -1]) {
        const { outcome } = await stack.rerank({ query: "q", documents: ["a"] }, { timeoutMs });
        expect(outcome).toMatchObject({ kind: "first-stage", attempts: [{ result: "timeout" }] });
      }
      await stack.close();
    });
  },
);
