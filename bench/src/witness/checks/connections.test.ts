import { defineReranker, type Reranker, type RerankRequest } from "@secondpass/core";
import { expect, it } from "vitest";
import { make } from "../check.ts";
import { abortThenAnswers, killedThenFails, timeRunsOut } from "./connections.ts";
import { manyTexts } from "./lists.ts";

const busy = manyTexts(20);

/** Answers short lists at once; what it does with long ones is up to `withLong`. */
function server(withLong: (signal: AbortSignal) => Promise<unknown>): () => Reranker {
  const scores = ({ documents }: RerankRequest) => documents.map((_, index) => ({ index, score: -index }));
  return () =>
    defineReranker({
      id: "test:server",
      traits: { scoreScale: "logit", pointwise: true },
      async score(request, { signal }) {
        if (request.documents.length > 10) await withLong(signal);
        return { scores: scores(request) };
      },
    });
}

const never = () => new Promise<never>(() => {});

it("passes an abort and an end of time that are heeded", async () => {
  expect(await make(abortThenAnswers(server(never), busy))).toMatchObject({ verdict: "ok" });
  expect(await make(timeRunsOut(server(never), busy))).toMatchObject({ verdict: "ok" });
});

it("fails where the call was over before", async () => {
  const atOnce = server(async () => {});
  const stopped = { url: "", kill: async () => {} };
  for (const check of [
    abortThenAnswers(atOnce, busy),
    timeRunsOut(atOnce, busy),
    killedThenFails(atOnce, stopped, busy),
  ]) {
    expect(await make(check)).toMatchObject({ verdict: "FAILED", detail: "it did not fail" });
  }
});
