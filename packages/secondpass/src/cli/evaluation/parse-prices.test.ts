import { expect, it } from "vitest";
import { parsePrices } from "./parse-prices.ts";

const names = ["onnx", "cohere:rerank-v3.5", "tei:http://host:80"];

it("reads prices by the names of rerankers", () => {
  const texts = ["onnx=.12/hour", "cohere:rerank-v3.5=2/1000searches", "tei:http://host:80=1.50/1Mtokens"];
  expect([...parsePrices(texts, names)]).toEqual([
    ["onnx", { usd: 0.12, unit: "hour" }],
    ["cohere:rerank-v3.5", { usd: 2, unit: "1000searches" }],
    ["tei:http://host:80", { usd: 1.5, unit: "1Mtokens" }],
  ]);
});

it.each(["onnx", "onnx=cheap/hour", "onnx=1/day", "onnx=1", "=1/hour", "onnx=-1/hour"])(
  "%j is told how it is written",
  (text) => {
    expect(() => parsePrices([text], names)).toThrow(`--price: "${text}" is no NAME=DOLLARS/UNIT`);
  },
);

it("names the rerankers that there are", () => {
  expect(() => parsePrices(["onyx=1/hour"], ["onnx", "lexical"])).toThrow(
    'no reranker "onyx" here; there is onnx, lexical',
  );
});
