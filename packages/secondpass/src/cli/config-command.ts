import { Command } from "commander";
import { configNames } from "../config-file/find-config.ts";
import type { OpenedConfig } from "../config-file/open-config.ts";
import { configHelp } from "./arguments.ts";
import { opened, openNamed } from "./choose-reranker.ts";
import { configJson, formatPlan } from "./format-plan.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** The options as commander hands them over. */
interface ConfigOptions {
  readonly config?: string;
  readonly json?: true;
}

/** `secondpass config`: what does the configuration come to? */
export function configCommand(io: Io): Command {
  return new Command("config")
    .description("Check a configuration file and show the stacks that it gives, without asking anybody.")
    .option("-c, --config <file>", `${configHelp} (default: secondpass.config.{json,yaml,ts,js} in the working folder)`)
    .option("--json", "print JSON")
    .addHelpText("after", help)
    .action((options: ConfigOptions) => show(options, io));
}

const help = `
Rerankers stand in the order in which they are asked. Behind each value is where it comes from: the path in the file, or
"default". Values of headers are not shown.

Examples:
  $ secondpass config
  $ secondpass config -c search.yaml#offline --json

Exit status: 0 the configuration is good, 2 it is not, or there is none.`;

async function show(options: ConfigOptions, io: Io): Promise<void> {
  const { config, names } = await stacksAsked(options, io);
  const plan = {
    ...config.plan,
    stacks: Object.fromEntries(Object.entries(config.plan.stacks).filter(([name]) => names.includes(name))),
  };
  io.print(options.json ? configJson(config.name, plan) : formatPlan(config.name, plan, io.color));
}

async function stacksAsked(
  { config: named }: ConfigOptions,
  io: Io,
): Promise<{ readonly config: OpenedConfig; readonly names: readonly string[] }> {
  if (named !== undefined) {
    const { config, entry, entryNamed } = await openNamed(named, io);
    return { config, names: entryNamed ? [entry] : Object.keys(config.plan.stacks) };
  }
  const config = await opened({ cwd: io.cwd });
  if (config) return { config, names: Object.keys(config.plan.stacks) };
  throw new UsageError(`there is no configuration file in the working folder; looked for: ${configNames.join(", ")}`);
}
