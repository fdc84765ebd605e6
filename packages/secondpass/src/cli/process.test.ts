import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { bin } from "./__fixtures__/run-command.ts";

/** Interrupts the command while it waits for its standard input. */
async function interruptedAfter(ms: number): Promise<number | null> {
  const child = spawn(process.execPath, [bin, "rank", "-q", "x", "-"], { stdio: ["pipe", "ignore", "ignore"] });
  setTimeout(() => child.kill("SIGINT"), ms);
  const [status] = (await once(child, "close")) as [number | null];
  return status;
}

describe("the process", () => {
  it("ends with 130 when it is interrupted", async () => {
    let status: number | null = null;
    // Interrupted before it listens, Node itself ends the process, without a status: then it gets more time.
    for (let attempt = 1; status === null && attempt <= 5; attempt++) status = await interruptedAfter(attempt * 400);
    expect(status).toBe(130);
  });

  it("takes a closed pipe for no error", async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => JSON.stringify(`document number ${at}`)).join("\n");
    const args = [bin, "rank", "-r", "lexical", "-q", "number", "-", "--format", "jsonl"];
    const child = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "pipe"] });
    let stderr = "";
    child.stderr.on("data", (data) => {
      stderr += data;
    });
    child.stdin.on("error", () => {});
    child.stdin.end(many);
    await once(child.stdout, "data");
    child.stdout.destroy();
    const [status] = (await once(child, "close")) as [number | null];
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });
});
