import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createRandom } from "@secondpass/eval";
import { thisMachine } from "../machine.ts";
import type { Terminal } from "../terminal.ts";
import { type EvalArguments, evalHelp, parseEvalArguments } from "./arguments.ts";
import { type Contender, contendersOf } from "./contenders.ts";
import { makeInputs } from "./inputs.ts";
import { evalReport, type Round } from "./report.ts";
import { type Sample, takeSample } from "./sample.ts";

/** Measures and prints a report. Returns the exit status: 0 done, 2 wrong usage or something is missing. */
export async function runEval(args: readonly string[], terminal: Terminal): Promise<number> {
  let asked: EvalArguments | undefined;
  try {
    asked = parseEvalArguments(args);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${evalHelp}`);
    return 2;
  }
  if (!asked) {
    terminal.print(evalHelp);
    return 0;
  }
  const { status } = spawnSync(asked.python, [
    "-c",
    "import pytrec_eval, ir_measures, importlib.util as u; assert u.find_spec('ranx')",
  ]);
  if (status !== 0) {
    terminal.complain(
      `${asked.python} has not the packages of bench/eval/requirements.txt; name one that has: --python.`,
    );
    return 2;
  }
  const command = ["node bench/dist/eval.js", ...args].join(" ");
  terminal.print(await measured(asked, { terminal, command }));
  return 0;
}

async function measured(
  asked: EvalArguments,
  { terminal, command }: { readonly terminal: Terminal; readonly command: string },
): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "secondpass-bench-"));
  try {
    const contenders = contendersOf(asked.python);
    terminal.progress("everyone once, on little: what a peer compiles is kept");
    const little = await makeInputs(folder, { ...asked, queries: 10, depth: 10 });
    for (const contender of contenders) await takeSample(contender.command(little));
    terminal.progress("making the run");
    const inputs = await makeInputs(folder, asked);
    const random = createRandom(asked.seed);
    const rounds: Round[] = [];
    for (let round = 0; round < asked.rounds; round++) {
      const samples = new Map<string, Sample>();
      for (const contender of shuffled(contenders, random)) {
        terminal.progress(`round ${round + 1} of ${asked.rounds}: ${contender.name}`);
        samples.set(contender.name, await takeSample(contender.command(inputs)));
      }
      rounds.push(samples);
    }
    terminal.progress("");
    const names = contenders.map(({ name }) => name);
    return evalReport(
      { ...asked, names, runBytes: statSync(inputs.run).size, machine: thisMachine(), command },
      rounds,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function shuffled(contenders: readonly Contender[], random: () => number): readonly Contender[] {
  const keyed = contenders.map((contender) => ({ contender, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ contender }) => contender);
}
