import type { Reranker } from "@secondpass/core";
import { Command, Option } from "commander";
import pc from "picocolors";
import { defaultReranker } from "../default-reranker.ts";
import { describeError, examine, type Finding } from "../doctor/examine.ts";
import { resolveReranker } from "../resolve-reranker.ts";
import { duration, positiveInteger, rerankerHelp } from "./arguments.ts";
import type { Io } from "./io.ts";
import { oneLine } from "./terminal-text.ts";

/** The options as commander hands them over. */
interface DoctorOptions {
  readonly reranker?: readonly string[];
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

/** Thrown after the report is printed, so that the command exits with 1. */
export class Unwell extends Error {}

/** `secondpass doctor`: does what is configured work? */
export function doctorCommand(io: Io, signal: AbortSignal): Command {
  return new Command("doctor")
    .description("Check rerankers: address, key, model, limits, a question with a known answer, latency.")
    .option("-r, --reranker <reranker>", `may be repeated; ${rerankerHelp}`, collect)
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
Each reranker gets one request and as many more as --calls says, of five short documents; a paid provider counts them.

Examples:
  $ secondpass doctor
  $ COHERE_API_KEY=… secondpass doctor -r cohere -r tei:http://localhost:8080

Exit status: 0 all is well, 1 something is not, 2 wrong usage, 130 interrupted.`;

function collect(one: string, others: readonly string[] = []): readonly string[] {
  return [...others, one];
}

async function doctor(options: DoctorOptions, io: Io, signal: AbortSignal): Promise<void> {
  const asked = options.reranker ?? [defaultReranker().shorthand];
  const examined: Examined[] = [];
  for (const shorthand of asked) {
    const one = await examineOne(shorthand, options, signal);
    examined.push(one);
    if (options.format === "table") io.print(formatted(one, io));
  }
  const ok = examined.every((one) => one.ok);
  if (options.format === "json") io.print(`${JSON.stringify({ ok, rerankers: examined }, undefined, 2)}\n`);
  if (!ok) throw new Unwell();
}

async function examineOne(shorthand: string, options: DoctorOptions, signal: AbortSignal): Promise<Examined> {
  let reranker: Reranker;
  try {
    reranker = await resolveReranker(shorthand);
  } catch (error) {
    const finding: Finding = { check: "configured", ok: false, detail: describeError(error) };
    return { reranker: shorthand, id: undefined, ok: false, findings: [finding] };
  }
  try {
    const findings = await examine(reranker, { calls: options.calls, timeoutMs: options.timeout, signal });
    return { reranker: shorthand, id: reranker.id, ok: findings.every(({ ok }) => ok), findings };
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
