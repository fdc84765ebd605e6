import { execFile } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { alteredFolder, strangeGraph } from "./__fixtures__/altered-folder.ts";
import { modelFolder } from "./__fixtures__/model-folder.ts";
import type { OnnxOptions } from "./options.ts";

const script = join(import.meta.dirname, "__fixtures__", "child.js");

interface End {
  readonly code: number | string | null;
  readonly signal: string | null;
  readonly lines: readonly string[];
}

/** How a process of its own ends; one that hangs is killed, which shows as a signal. */
function end(options: OnnxOptions, way: string): Promise<End> {
  const args = [script, JSON.stringify(options), way];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: 50_000 }, (error, stdout) =>
      resolve({ code: error?.code ?? 0, signal: error?.signal ?? null, lines: stdout.split("\n").slice(0, -1) }),
    );
  });
}

// Threads that are ended inside ONNX Runtime take the process along; the bundled model's runs are long enough to show it.
describe.each([
  ["the bundled model", {}],
  ["a small model", { model: modelFolder("one-label") }],
])("a process with %s", (_name, options) => {
  it.each([
    ["leave", "ends by itself without close()", 0, ["answered", ""]],
    ["close", "holds nothing after close()", 0, ["answered", ""]],
    ["close-midway", "may close in the midst of a call, which rejects", 0, ["answered", "closed", ""]],
    ["exit-midway", "may exit in the midst of a call", 0, ["answered"]],
    ["throw-midway", "dies of its own error, in the midst of a call", 1, ["answered"]],
    ["exit-loading", "may exit while the model is loaded", 0, []],
  ] as const)("%s: %s", async (way, _what, code, lines) => {
    expect(await end(options, way)).toEqual({ code, signal: null, lines });
  });
});

it("the application's code may come from the command line, as a module", async () => {
  const built = pathToFileURL(join(import.meta.dirname, "..", "dist", "index.js"));
  const model = JSON.stringify(modelFolder("one-label"));
  const code = `import { onnx } from ${JSON.stringify(built)};
    const { outcome } = await onnx({ model: ${model} }).rerank({ query: "river", documents: ["a river"] });
    process.stdout.write(String(outcome.scored));`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code]);
  expect(stdout).toBe("1");
});

describe("a process whose model cannot be loaded ends by itself", () => {
  it("where the folder is missing", async () => {
    const lines = ["model_load", "model_load"];
    expect(await end({ model: modelFolder("nowhere") }, "broken")).toEqual({ code: 0, signal: null, lines });
  });

  it("where the workers fail", async () => {
    using folder = alteredFolder("one-label");
    folder.write("onnx/model.onnx", strangeGraph("wants-int32"));
    const lines = ["misconfigured", "misconfigured"];
    expect(await end({ model: folder.path }, "broken")).toEqual({ code: 0, signal: null, lines });
  });
});
