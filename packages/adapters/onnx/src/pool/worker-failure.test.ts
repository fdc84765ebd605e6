import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import { afterAll, describe, expect, it } from "vitest";
import { crashed, startFailure } from "./worker-failure.ts";

const folder = mkdtempSync(join(tmpdir(), "secondpass-onnx-"));

afterAll(() => rmSync(folder, { recursive: true }));

/** What a thread of this file ends with. */
async function endOf(file: string): Promise<unknown> {
  const worker = new Worker(pathToFileURL(file), { resourceLimits: { maxOldGenerationSizeMb: 16 } });
  return new Promise((resolve) => worker.once("error", resolve));
}

/** A file of this code. */
function written(code: string): string {
  const file = join(folder, "code.mjs");
  writeFileSync(file, code);
  return file;
}

describe("a thread that did not start", () => {
  it("whose file a bundler left behind: names it and the remedy", async () => {
    const file = join(folder, "worker", "worker.js");
    expect(startFailure(await endOf(file))).toMatchObject({
      code: "misconfigured",
      message: `onnx: the file of the worker threads, ${file}, is not there; keep @secondpass/onnx out of the bundle (external)`,
    });
  });

  it.each([
    ["a missing package", 'import "onnxruntime-nowhere";', "Cannot find package 'onnxruntime-nowhere'"],
    [
      "a missing binding",
      'import { createRequire } from "node:module"; createRequire(import.meta.url)("../bin/x.node");',
      "Cannot find module '../bin/x.node'",
    ],
    ["a binding that does not load", "process.dlopen({ exports: {} }, process.execPath + '.none');", ".none"],
  ])("for %s: names ONNX Runtime, the platform and what Node says, in one line", async (_name, code, says) => {
    const { code: kind, message } = startFailure(await endOf(written(code)));
    expect(kind).toBe("misconfigured");
    expect(message).toContain(`ONNX Runtime cannot be loaded on ${process.platform}-${process.arch}`);
    expect(message).toContain(says);
    expect(message).not.toContain("\n");
  });

  it.each([
    ["throw new RangeError('too much');", "RangeError: too much"],
    ["for (const all = []; ; ) all.push(new Array(1e5).fill(0.5));", "ERR_WORKER_OUT_OF_MEMORY"],
    ["throw 'a string';", "string: nothing more is known"],
    ["throw null;", "object: nothing more is known"],
  ])("otherwise crashed: %s", async (code, says) => {
    const error = startFailure(await endOf(written(code)));
    expect(error.code).toBe("worker_crash");
    expect(error.message).toContain(says);
  });
});

it("a thread that ended at its work tells name and code, and no message, which may quote a text", () => {
  const error = crashed(Object.assign(new TypeError("the secret text"), { code: "ERR_X" }));
  expect(error).toMatchObject({ code: "worker_crash", message: "onnx: the worker thread ended: TypeError: ERR_X" });
});
