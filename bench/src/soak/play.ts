import { type ChildProcess, fork } from "node:child_process";
import { cpus } from "node:os";
import { canariesIn } from "./canary.ts";
import { createJudge, type Finding, readable } from "./finding.ts";
import type { Found } from "./invariants.ts";
import { inOwnNetwork, whyNoNetwork } from "./own-network.ts";
import type { Scenario } from "./scenario.ts";

/** What the process of a scenario is sent. */
export interface ScenarioOrder {
  readonly id: string;
  readonly calls: number;
  readonly seed: number;
}

/** What it sends when it is over. */
type ScenarioResult = Found & { readonly findings: readonly Finding[] };

/** A scenario that was played. */
export interface Played {
  readonly findings: readonly Finding[];
  readonly seconds: number;
  /** Cores that neither the scenario nor its servers used, on average. */
  readonly others: number;
}

/** From its last word to its end: it ends by itself, or something kept it alive. */
const longestFarewellMs = 1_000;
/** No scenario takes as long on any machine. */
const patienceMs = 20 * 60_000;

/** Plays one scenario in a process of its own, and adds what is checked of every scenario. */
export async function play(
  { id, ownNetwork = false }: Pick<Scenario, "id" | "ownNetwork">,
  order: Omit<ScenarioOrder, "id">,
  onProgress: (text: string) => void,
): Promise<Played> {
  const missing = ownNetwork ? whyNoNetwork() : undefined;
  if (missing !== undefined) return skipped(id, missing);
  const start = performance.now();
  const busyBefore = busyMs();
  const child = fork(new URL("scenario-process.js", import.meta.url), {
    ...(ownNetwork ? inOwnNetwork(["--expose-gc"]) : { execArgv: ["--expose-gc"] }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  const ended = await listen(child, { id, ...order }, onProgress);
  const wallMs = performance.now() - start;
  const findings = [...(ended.result?.findings ?? [])];
  judgeEnd(createJudge(id, findings), ended);
  const others = (busyMs() - busyBefore - (ended.result?.cpuMs ?? 0)) / wallMs;
  return { findings, seconds: wallMs / 1000, others: Math.max(0, others) };
}

function skipped(id: string, why: string): Played {
  const findings: Finding[] = [];
  createJudge(id, findings).skip("all", why);
  return { findings, seconds: 0, others: 0 };
}

/** How the process of a scenario ended. */
export interface Ended {
  readonly result: ScenarioResult | undefined;
  /** All that it wrote. */
  readonly written: string;
  /** Exit code or signal. */
  readonly status: number | string | null;
  /** From its last word to its end. */
  readonly farewellMs: number;
}

async function listen(child: ChildProcess, order: ScenarioOrder, onProgress: (text: string) => void): Promise<Ended> {
  const kill = (): boolean => child.kill("SIGKILL");
  process.once("exit", kill);
  const timer = setTimeout(kill, patienceMs);
  let written = "";
  let result: ScenarioResult | undefined;
  let saidAt = Number.NaN;
  for (const output of [child.stdout, child.stderr]) output?.on("data", (chunk) => (written += chunk));
  child.on("message", (message: ScenarioResult | { readonly progress: string }) => {
    if ("progress" in message) {
      onProgress(message.progress);
      return;
    }
    result = message;
    saidAt = performance.now();
  });
  child.send(order);
  const status = await new Promise<number | string | null>((resolve) => {
    child.once("close", (code, signal) => resolve(code ?? signal));
  });
  clearTimeout(timer);
  process.off("exit", kill);
  return { result, written, status, farewellMs: performance.now() - saidAt };
}

/** What must hold of every scenario, as one finding. */
export function judgeEnd(judge: ReturnType<typeof createJudge>, { result, written, status, farewellMs }: Ended): void {
  const problems = [...(result?.problems ?? ["it ended before it was over"])];
  if (status !== 0) problems.push(`it ended with ${status}: ${written.trim().slice(-500)}`);
  if (farewellMs > longestFarewellMs) problems.push(`its process ended ${readable(farewellMs)} ms after close`);
  for (const name of canariesIn(written)) problems.push(`the ${name} in its output`);
  const calls = readable(result?.settled ?? 0);
  judge.holds(
    `global invariants, ${calls} calls`,
    problems.length === 0,
    problems.length === 0 ? "hold" : problems.join("; ").slice(0, 1_000),
    "hold",
  );
}

/** Processor time that the whole machine has used, in milliseconds. */
function busyMs(): number {
  return cpus().reduce((sum, { times: { user, nice, sys, irq } }) => sum + user + nice + sys + irq, 0);
}
