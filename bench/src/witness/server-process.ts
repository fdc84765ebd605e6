import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How a server is started. */
export interface ServerCommand {
  readonly program: string;
  readonly args: readonly string[];
  /** Beside PATH and what keeps it from the network. */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly port: number;
}

/** A server that answers. */
export interface ServerProcess {
  readonly url: string;
  /** Ends it at once, as when its machine fails. */
  kill(): Promise<void>;
}

/** Loading torch takes half a minute on a slow disk. */
const patienceMs = 180_000;

/**
 * Starts a server in a folder of its own and waits until its `/health` says that it is well.
 *
 * @throws Error with the end of what it said, where it does not come up.
 */
export async function startServer({ program, args, env, port }: ServerCommand): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), "secondpass-witness-"));
  const child = spawn(program, args, {
    cwd: folder,
    env: { PATH: process.env.PATH, HF_HOME: folder, ...offline, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = listen(child);
  const closed = new Promise((resolve) => child.once("close", resolve));
  const atExit = (): void => {
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", atExit);
  const kill = async (): Promise<void> => {
    if (isRunning(child)) {
      child.kill("SIGKILL");
      await once(child, "exit");
    }
    process.off("exit", atExit);
    rmSync(folder, { recursive: true, force: true });
  };
  const url = `http://127.0.0.1:${port}`;
  if (await isWell(url, child)) return { url, kill };
  await kill();
  // What it said last may come after its end, and that there is no such program too.
  await Promise.race([closed, sleep(1_000, undefined, { ref: false })]);
  throw new Error(`it did not start: ${said().trim().slice(-300) || "it said nothing"}`);
}

const offline = { HF_HUB_OFFLINE: "1", DO_NOT_TRACK: "1", INFINITY_ANONYMOUS_USAGE_STATS: "0" } as const;

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** Keeps the end of what a process says; a program that is not there says so itself. */
function listen(child: ChildProcess): () => string {
  let said = "";
  const keep = (chunk: unknown): void => {
    said = `${said}${chunk}`.slice(-4_000);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.on("error", (error) => keep(error.message));
  return () => said;
}

async function isWell(url: string, child: ChildProcess): Promise<boolean> {
  const end = Date.now() + patienceMs;
  while (isRunning(child) && Date.now() < end) {
    const health = await fetch(`${url}/health`).catch(() => undefined);
    await health?.body?.cancel();
    if (health?.ok) return true;
    await sleep(200);
  }
  return false;
}

function isRunning({ pid, exitCode, signalCode }: ChildProcess): boolean {
  return pid !== undefined && exitCode === null && signalCode === null;
}
