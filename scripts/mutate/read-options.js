// @ts-check
import { parseArgs } from "node:util";
import { modules } from "./modules.js";

const help = `npm run mutate [-- OPTION…]

Changes the critical modules in every small way that Stryker knows, and runs their tests on each change. Status 1: no test noticed
some change that is not in scripts/mutate/ignored.json, or something there is not needed. A run of all modules writes
bench/results/mutate.md.

  --only NAME        one module; may be repeated: ${modules.map(({ name }) => name).join(", ")}
  --concurrency N    so many changes at once; default 2
  --help`;

/**
 * Reads the command line; ends the process where that asks for help, or is wrong.
 *
 * @param {string[]} args
 */
export function readOptions(args) {
  try {
    const { values } = parseArgs({
      args,
      options: {
        only: { type: "string", multiple: true },
        concurrency: { type: "string", default: "2" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    const { only, concurrency } = values;
    if (values.help) return end(console.log, help, 0);
    const unknown = only?.find((name) => !modules.some((module) => module.name === name));
    if (unknown !== undefined) throw new Error(`there is no module ${JSON.stringify(unknown)}`);
    if (!/^[1-9]\d?$/.test(concurrency)) throw new Error("--concurrency must be a whole number from 1 to 99");
    return { chosen: modules.filter(({ name }) => only?.includes(name) ?? true), concurrency: Number(concurrency) };
  } catch (error) {
    return end(console.error, `${error instanceof Error ? error.message : error}\n\n${help}`, 2);
  }
}

/**
 * @param {(text: string) => void} say
 * @param {string} text
 * @param {number} status
 * @returns {never}
 */
function end(say, text, status) {
  say(text);
  process.exit(status);
}
