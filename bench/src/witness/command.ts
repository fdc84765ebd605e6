import { existsSync } from "node:fs";
import { join } from "node:path";
import { thisMachine } from "../machine.ts";
import type { Terminal } from "../terminal.ts";
import { parseWitnessArguments, type WitnessArguments, witnessHelp } from "./arguments.ts";
import type { Finding } from "./check.ts";
import { readExpected } from "./expected.ts";
import { type ServerFindings, witnessReport } from "./report.ts";
import { playScene } from "./scene.ts";
import { type Candidate, candidatesOf } from "./servers/candidates.ts";

/** Checks and prints a report. Returns the exit status: 0 all passed, 1 a check failed, 2 wrong usage or nothing checked. */
export async function runWitness(args: readonly string[], terminal: Terminal): Promise<number> {
  let asked: WitnessArguments | undefined;
  try {
    asked = parseWitnessArguments(args);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${witnessHelp}`);
    return 2;
  }
  if (!asked) {
    terminal.print(witnessHelp);
    return 0;
  }
  if (!existsSync(join(asked.models, "expected.json"))) {
    terminal.complain(`${asked.models} has no expected.json: fill it with bench/witness/make-models.py`);
    return 2;
  }
  forgetKeys();
  const expected = readExpected(asked.models);
  const servers: ServerFindings[] = [];
  for (const candidate of candidatesOf(asked, expected)) servers.push(await witness(candidate, terminal));
  terminal.progress("");
  const frame = { machine: thisMachine(), command: ["npm run witness --", ...args].join(" "), ...expected };
  terminal.print(witnessReport(frame, servers));
  return statusOf(servers.flatMap(({ findings }) => findings));
}

/** What the adapters would read of the environment must not decide a check. */
function forgetKeys(): void {
  for (const name of ["TEI_API_KEY", "INFINITY_API_KEY", "LLAMACPP_API_KEY"]) delete process.env[name];
}

async function witness({ name, version, missing, scenes }: Candidate, terminal: Terminal): Promise<ServerFindings> {
  if (missing !== undefined) {
    return { name, version, findings: [{ check: "all", verdict: "skipped", detail: missing }] };
  }
  const findings: Finding[] = [];
  for (const scene of scenes) {
    const played = await playScene(scene, (check) => terminal.progress(`${name}: ${check}`));
    if ("findings" in played) {
      findings.push(...played.findings);
      continue;
    }
    // A server that does not start at all is none that was given; one that does, but not in this way, is our mistake.
    const verdict = findings.length === 0 ? "skipped" : "FAILED";
    findings.push({ check: `start ${scene.title}`, verdict, detail: played.notStarted });
    if (verdict === "skipped") break;
  }
  return { name, version, findings };
}

function statusOf(findings: readonly Finding[]): number {
  if (findings.some(({ verdict }) => verdict === "FAILED")) return 1;
  return findings.some(({ verdict }) => verdict === "ok") ? 0 : 2;
}
