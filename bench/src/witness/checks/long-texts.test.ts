import { defineReranker, type Reranker, rerankError } from "@secondpass/core";
import { expect, it } from "vitest";
import { make } from "../check.ts";
import { longTextsAreCut } from "./long-texts.ts";

const most = 30_000;

/** Scores a text by what a model reads of it, and refuses a text that is longer than it takes. */
function server({ cutsAt = most, warns = true, reads = 1_000 } = {}): () => Reranker {
  const scoreOf = (text: string): number => [...text.slice(-reads)].length + text.charCodeAt(0) / 1_000;
  const tail = (text: string): string => (reads > 1_000 ? text : text.slice(0, 1_000));
  return () =>
    defineReranker({
      id: "test:long",
      traits: { scoreScale: "logit", pointwise: true },
      async score({ query, documents }) {
        const texts = [query, ...documents];
        const sent = documents.map((text) => text.slice(0, cutsAt));
        const tooLong = sent.some((text) => [...text].length > most) || [...query.slice(0, cutsAt)].length > most;
        if (tooLong) throw rerankError("input_too_large", "too long");
        const isCut = warns && texts.some((text) => text.length > cutsAt);
        return {
          scores: sent.map((text, index) => ({ index, score: scoreOf(tail(text)) })),
          warnings: isCut ? [{ code: "truncated", message: "cut" }] : [],
        };
      },
    });
}

const check = { most, sameText: 1e-5 } as const;

it("passes what is cut, told and scored as its beginning", async () => {
  const finding = await make(longTextsAreCut({ ...check, create: server() }));
  expect(finding).toMatchObject({ check: "texts of more than 30,000 characters", verdict: "ok" });
});

it.each([
  ["what is sent whole", server({ cutsAt: 10 * most }), "too long"],
  ["what is cut in silence", server({ warns: false }), "warnings: none"],
  ["another score than the beginning's", server({ reads: 10 * most }), "a score differs"],
] as const)("fails on %s", async (_, create, detail) => {
  const finding = await make(longTextsAreCut({ ...check, create }));
  expect(finding).toMatchObject({ verdict: "FAILED", detail: expect.stringContaining(detail) });
});
