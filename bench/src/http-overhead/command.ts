import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { thisMachine } from "../machine.ts";
import { measureRounds } from "../overhead/measure.ts";
import { inputSource } from "../overhead/texts.ts";
import type { Terminal } from "../terminal.ts";
import { type HttpOverheadArguments, httpOverheadHelp, parseHttpOverheadArguments } from "./arguments.ts";
import { contendersOf } from "./contenders.ts";
import { httpOverheadReport } from "./report.ts";
import { type ContenderSummary, summariseContenders } from "./summary.ts";

/** Measures and prints a report. Returns the exit status: 0 done, 2 wrong usage. */
export async function runHttpOverhead(args: readonly string[], terminal: Terminal): Promise<number> {
  let asked: HttpOverheadArguments | undefined;
  try {
    asked = parseHttpOverheadArguments(args);
  } catch (error) {
    terminal.complain(`${error instanceof Error ? error.message : error}\n\n${httpOverheadHelp}`);
    return 2;
  }
  if (!asked) {
    terminal.print(httpOverheadHelp);
    return 0;
  }
  const { rounds, timeMs, json } = asked;
  const contenders = await measure(asked, terminal);
  const command = ["node bench/dist/http-overhead.js", ...args].join(" ");
  const report = { machine: thisMachine(), command, rounds, timeMs, versions: versions(), contenders };
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, undefined, 2)}\n`);
  terminal.print(httpOverheadReport(report));
  return 0;
}

async function measure(
  { rounds, timeMs }: HttpOverheadArguments,
  terminal: Terminal,
): Promise<readonly ContenderSummary[]> {
  const server = fork(new URL("server-process.js", import.meta.url));
  const [port] = await once(server, "message");
  const { contenders, close } = await contendersOf(`http://127.0.0.1:${port}`);
  const onRound = (round: number): void => terminal.progress(`round ${round + 1} of ${rounds}`);
  try {
    return summariseContenders(
      contenders,
      await measureRounds(contenders, inputSource(100), { rounds, timeMs, onRound }),
    );
  } finally {
    terminal.progress("");
    await close();
    server.disconnect();
  }
}

/** Of what takes part; read from the files, since not every package exports its package.json. */
function versions(): readonly string[] {
  const ours = new URL("../../node_modules/", import.meta.url);
  const apart = new URL("../../http-overhead/node_modules/", import.meta.url);
  const files = [
    ...["undici", "cohere-ai", "voyageai"].map((name) => [name, ours] as const),
    ...["ai", "@ai-sdk/cohere"].map((name) => [name, apart] as const),
  ].map(([name, folder]) => [name, new URL(`${name}/package.json`, folder)] as const);
  return files
    .filter(([, file]) => existsSync(file))
    .map(([name, file]) => `${name} ${JSON.parse(readFileSync(file, "utf8")).version}`);
}
