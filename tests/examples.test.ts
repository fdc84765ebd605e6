import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";

const folder = resolve(import.meta.dirname, "../examples");
const examples = readdirSync(folder).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"));

describe.each(examples)("examples/%s", (file) => {
  it("runs", async () => {
    const built = join(folder, "dist", file.replace(/\.ts$/, ".js"));
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [built]);
    expect(stdout).not.toBe("");
    expect(stderr).toBe("");
  });

  it("is one idea in at most 40 lines", () => {
    expect(readFileSync(join(folder, file), "utf8").trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  });
});
