import { createHash } from "node:crypto";
import { join } from "node:path";
import { expect, it } from "vitest";
import { alteredFolder } from "../__fixtures__/altered-folder.ts";
import { inspectModelFile } from "./inspect-model-file.ts";

const chunk = 512 * 1024;
const name = "DynamicQuantizeLinear";

// The file is read in chunks; the name must be found wherever it lies.
it.each([0, 5, chunk - name.length, chunk - 10, chunk - 1, chunk, 2 * chunk - 3, 3 * chunk])(
  "an operator that quantizes is seen at byte %i",
  async (at) => {
    using folder = alteredFolder("one-label");
    const content = Buffer.concat([Buffer.alloc(at, "."), Buffer.from(name), Buffer.alloc(7, ".")]);
    folder.write("model.onnx", content);
    expect(await inspectModelFile(join(folder.path, "model.onnx"))).toEqual({
      hash: createHash("sha256").update(content).digest("hex"),
      quantized: true,
    });
  },
);

it("a file without one is not quantized", async () => {
  using folder = alteredFolder("one-label");
  folder.write("model.onnx", Buffer.alloc(3 * chunk + 1, "DynamicQuantize."));
  expect(await inspectModelFile(join(folder.path, "model.onnx"))).toMatchObject({ quantized: false });
});
