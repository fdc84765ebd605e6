import { spawn } from "node:child_process";
import { resolve } from "node:path";

/** The command as users run it. Built before the tests. */
export const bin: string = resolve(import.meta.dirname, "../../../bin/secondpass.js");

/** What a run of the command came to. */
export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run it. */
export interface RunOptions {
  readonly cwd?: string;
  /** What is piped into standard input. */
  readonly input?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  /** Another installation of the command. */
  readonly bin?: string;
}

/** Runs the real command in a process of its own. */
export function runCommand(args: readonly string[], { cwd, input, env, bin: program = bin }: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...process.env, ...env } });
  const out: Record<"stdout" | "stderr", string> = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      out[name] += text;
    });
  }
  // A command that ends before it has read everything closes the pipe; that is its right.
  child.stdin.on("error", () => {});
  child.stdin.end(input ?? "");
  return new Promise((settle) => child.on("close", (status) => settle({ status, ...out })));
}
