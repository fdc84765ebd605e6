import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { path } from "./index.js";

it.each([
  ["onnx/model_int8.onnx", "f3b1f0cade217d07bd8d850772a716ff23b95715e068fd41bbcd2c9bf457ecbb"],
  ["tokenizer.json", "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037"],
])("%s is the published file", (name, sha256) => {
  expect(
    createHash("sha256")
      .update(readFileSync(join(path, name)))
      .digest("hex"),
  ).toBe(sha256);
});
