import { defineReranker, type Reranker } from "@secondpass/core";
import { expect, it } from "vitest";
import { make } from "../check.ts";
import { listIsSplit, manyTexts, textsOfBytes } from "./lists.ts";

/** Scores a text by its number; `mixUp` gives the first document of a large list another's score. */
function numbering({ mixUp = false, maxDocuments = 10 } = {}): () => Reranker {
  return () =>
    defineReranker({
      id: "test:numbers",
      traits: { scoreScale: "logit", pointwise: true, limits: { maxDocuments } },
      async score({ documents }) {
        const of = mixUp && documents.length > 8 ? [documents[1], ...documents.slice(1)] : documents;
        const scores = of.map((text, index) => ({ index, score: Number.parseInt(text ?? "", 10) }));
        return { scores, usage: { requests: 1 } };
      },
    });
}

const list = { name: "list", documents: manyTexts(20), requests: 2, sameText: 1e-5 } as const;

it("passes a list that is complete and in its places", async () => {
  const { verdict, detail } = await make(listIsSplit({ ...list, create: numbering() }));
  expect(verdict).toBe("ok");
  expect(detail).toContain("20 documents");
  expect(detail).toContain("in 2 requests: all scored");
});

it.each([
  ["another number of requests", numbering({ maxDocuments: 5 }), "4 requests instead of 2"],
  ["a score in the wrong place", numbering({ mixUp: true }), "a score differs by 1.0e+0"],
] as const)("fails on %s", async (_, create, detail) => {
  const finding = await make(listIsSplit({ ...list, create }));
  expect(finding.verdict).toBe("FAILED");
  expect(finding.detail).toContain(detail);
});

it("makes texts that differ, of the size asked for", () => {
  expect(new Set(manyTexts(2_100)).size).toBe(2_100);
  const texts = textsOfBytes(40, 100_000);
  expect(new Set(texts).size).toBe(40);
  expect(texts.map((text) => Buffer.byteLength(text))).toEqual(Array(40).fill(100_000));
});
