import { defineReranker, type Reranker, rerankError } from "@secondpass/core";
import { expect, it } from "vitest";
import { make } from "../check.ts";
import { manyTexts } from "./lists.ts";
import { crowdIsRefused, manyAtOnce } from "./load.ts";

/** Scores by the text's number and the query's; at once it may take so many calls, and it may confuse them. */
function busyServer({ room = Number.POSITIVE_INFINITY, confuses = false } = {}): () => Reranker {
  let inside = 0;
  let last = 0;
  return () =>
    defineReranker({
      id: "test:busy",
      traits: { scoreScale: "logit", pointwise: true },
      async score({ query, documents }) {
        if (inside >= room) throw rerankError("overloaded", "no room");
        inside += 1;
        // A crowd all asks the same, which has no number.
        last = Number.parseInt(query, 10) || 0;
        const own = last;
        await new Promise(setImmediate);
        inside -= 1;
        const base = confuses ? last : own;
        return { scores: documents.map((text, index) => ({ index, score: base * 1_000 + Number.parseInt(text, 10) })) };
      },
    });
}

const many = { calls: 4, documents: 3, sameText: 1e-5 } as const;

it("passes calls at once that are answered as by themselves", async () => {
  const { verdict } = await make(manyAtOnce({ ...many, create: busyServer() }));
  expect(verdict).toBe("ok");
});

it("fails where calls get each other's answers, or are refused", async () => {
  const confused = await make(manyAtOnce({ ...many, create: busyServer({ confuses: true }) }));
  expect(confused).toMatchObject({ verdict: "FAILED", detail: expect.stringContaining("a score differs") });
  const refused = await make(manyAtOnce({ ...many, create: busyServer({ room: 2 }) }));
  expect(refused).toMatchObject({ verdict: "FAILED", detail: expect.stringContaining("no room") });
});

it("counts who was refused in a crowd, and fails where nobody was", async () => {
  const crowd = { clients: 5, documents: manyTexts(2) };
  const refused = await make(crowdIsRefused({ ...crowd, create: busyServer({ room: 2 }) }));
  expect(refused).toMatchObject({ verdict: "ok", detail: "2 answered, 3 overloaded: no room" });
  const nobody = await make(crowdIsRefused({ ...crowd, create: busyServer() }));
  expect(nobody).toMatchObject({ verdict: "FAILED", detail: expect.stringContaining("too few") });
});
