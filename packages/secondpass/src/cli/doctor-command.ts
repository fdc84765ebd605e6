import type { Reranker } from "@secondpass/core";
import { Command, Option } from "commander";
import pc from "picocolors";
import { describeError, examine, type Finding } from "../doctor/examine.ts";
import { collect, configHelp, duration, positiveInteger, rerankerHelp } from "./arguments.ts";
import { type Examinee, examineesOf } from "./examinees.ts";
import { exitStatus } from "./exit-status.ts";
import type { Io } from "./io.ts";
import { SilentExit } from "./silent-exit.ts";
import { oneLine } from "./terminal-text.ts";

/** The options as commander hands them over. */
interface DoctorOptions {
  readonly reranker?: readonly string[];
  readonly config?: string;
  readonly calls: number;
  readonly timeout: number;
  readonly format: "table" | "json";
}

/** One reranker's findings. */
interface Examined {
  readonly reranker: string;
  readonly id: string | undefined;
  readonly ok: boolean;
  readonly findings: readonly Finding[];
}

/** `secondpass doctor`: does what is configured work? */
export function doctorCommand(io: Io, signal: AbortSignal): Command {
  return new Command("doctor")
    .description("Check rerankers: address, key, model, limits, a question with a known answer, latency.")
    .option("-r, --reranker <reranker>", `may be repeated; ${rerankerHelp}`, collect)
    .option("-c, --config <file>", configHelp)
    .option("--calls <n>", "calls that are timed", positiveInteger, 3)
    .addOption(
      new Option("--timeout <duration>", "time for each call: 300ms, 2s, 1m")
        .argParser(duration)
        .default(30_000, "30s"),
    )
    .addOption(new Option("--format <format>", "how to print").choices(["table", "json"]).default("table"))
    .addHelpText("after", help)
    .action((options: DoctorOptions) => doctor(options, io, signal));
}

const help = `
Without -r every reranker of the configuration file is examined, fallbacks included, each by itself: of -c FILE, of its one
entry with FILE#ENTRY, or of secondpass.config.{json,yaml,ts,js} in the working folder; else SECONDPASS_RERANKER, else onnx
where its packages are installed, else lexical.

Each reranker gets one request and as many more as --calls says, of five short documents; a paid provider counts them.

Examples:
  $ secondpass doctor
  $ secondpass doctor -c secondpass.config.yaml
  $ COHERE_API_KEY=… secondpass doctor -r cohere -r tei:http://localhost:8080

Exit status: 0 all is well, 1 something is not, 2 wrong usage, 130 interrupted.`;

async function doctor(options: DoctorOptions, io: Io, signal: AbortSignal): Promise<void> {
  const examined: Examined[] = [];
  for (const examinee of await examineesOf(options, io)) {
    const one = await examineOne(examinee, options, signal);
    examined.push(one);
    if (options.format === "table") io.print(formatted(one, io));
  }
  const ok = examined.every((one) => one.ok);
  if (options.format === "json") io.print(`${JSON.stringify({ ok, rerankers: examined }, undefined, 2)}\n`);
  if (!ok) throw new SilentExit(exitStatus.failed);
}

async function examineOne(examinee: Examinee, options: DoctorOptions, signal: AbortSignal): Promise<Examined> {
  const { name, attemptTimeoutMs } = examinee;
  let reranker: Reranker;
  try {
    reranker = await examinee.make();
  } catch (error) {
    const finding: Finding = { check: "configured", ok: false, detail: describeError(error) };
    return { reranker: name, id: undefined, ok: false, findings: [finding] };
  }
  try {
    const findings = await examine(reranker, {
      calls: options.calls,
      timeoutMs: options.timeout,
      attemptTimeoutMs,
      signal,
    });
    return { reranker: name, id: reranker.id, ok: findings.every(({ ok }) => ok), findings };
  } finally {
    await reranker.close();
  }
}

function formatted({ reranker, id, findings }: Examined, { color }: Io): string {
  const colors = pc.createColors(color);
  const widest = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.map(({ check, ok, detail }) => {
    const mark = ok ? colors.green("✓") : colors.red("✗");
    return `  ${mark} ${check.padEnd(widest)}  ${oneLine(detail)}`;
  });
  const title = id === undefined || id === reranker ? reranker : `${reranker} (${id})`;
  return `${colors.bold(oneLine(title))}\n${lines.join("\n")}\n\n`;
}
