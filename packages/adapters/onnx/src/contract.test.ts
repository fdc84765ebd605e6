import { testReranker } from "@secondpass/testing";
import { describe } from "vitest";
import { onnx } from "./__fixtures__/built.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";

// Small models of random weights: they rank nothing, but keep every other law.
testReranker("a cross-encoder with a sigmoid", {
  create: () => onnx({ model: modelFolder("one-label"), workers: 2 }),
  knownAnswer: false,
});

testReranker("a cross-encoder with two labels", {
  create: () => onnx({ model: modelFolder("two-labels"), workers: 1 }),
  knownAnswer: false,
});

testReranker("an encoder", {
  create: () => onnx({ model: modelFolder("bi-encoder"), workers: 2 }),
  knownAnswer: false,
});

testReranker("an encoder that remembers documents", {
  create: () => onnx({ model: modelFolder("bi-encoder"), workers: 2, documentCache: 1e6 }),
  knownAnswer: false,
});

describe("the bundled model", () => {
  testReranker("onnx:mini", { create: () => onnx({ workers: 2 }), runs: 5 });
});
