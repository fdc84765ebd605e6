import { expect, it } from "vitest";
import { type Price, withPrice } from "./price.ts";
import type { CallRecord } from "./rerank-dataset-options.ts";

const call: CallRecord = {
  query: "q",
  documents: 1,
  rerankerId: "a:1",
  revision: undefined,
  scoreScale: "logit",
  durationMs: 1800,
  reused: false,
  warnings: [],
  outcome: "reranked",
  usage: { tokens: 500, searchUnits: 2, requests: 3, costUsd: 7 },
};

it.each<[Price, number]>([
  [{ usd: 0.05, unit: "1Mtokens" }, 0.000025],
  [{ usd: 2, unit: "1000searches" }, 0.004],
  [{ usd: 1, unit: "1000requests" }, 0.003],
  [{ usd: 4, unit: "hour" }, 0.002],
])("a call at %j costs %d, whatever it says itself", (price, usd) => {
  const [priced] = withPrice([call], price, "a");
  expect(priced?.usage?.costUsd).toBeCloseTo(usd, 15);
  expect(priced?.usage).toMatchObject({ tokens: 500, searchUnits: 2, requests: 3 });
});

it("a call that does not tell its tokens cannot be paid by them", () => {
  const silent = { ...call, usage: undefined };
  expect(() => withPrice([silent], { usd: 1, unit: "1Mtokens" }, "onnx")).toThrow(
    "onnx does not tell how many tokens a call takes; price it by another unit: 1Mtokens, 1000searches, 1000requests, hour",
  );
  expect(withPrice([silent], { usd: 3.6, unit: "hour" }, "onnx")[0]?.usage).toEqual({
    costUsd: expect.closeTo(0.0018, 12),
  });
});
