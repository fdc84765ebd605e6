import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { positiveInteger } from "../positive-integer.ts";
import { defaultFolder } from "../quality/collections.ts";
import { type ModelName, modelNames } from "./models.ts";
import { type LengthName, lengthNames } from "./texts.ts";

/** What the command was asked for. */
export interface OnnxCpuArguments {
  /** Folder of the cross-encoder. */
  readonly crossEncoder: string | undefined;
  readonly models: readonly ModelName[];
  readonly lengths: readonly LengthName[];
  readonly rounds: number;
  readonly seed: number;
  /** Folder with the collections. */
  readonly assets: string;
  /** A Python with sentence-transformers. */
  readonly python: string;
  /** Another build of the adapter than the workspace's. */
  readonly adapter: string | undefined;
  /** So long is waited, at most, before each sample for the machine to be idle. */
  readonly patienceSeconds: number;
  /** Where the samples are kept. */
  readonly json: string | undefined;
}

/** What `--help` prints. */
export const onnxCpuHelp: string = `Usage: node bench/dist/onnx-cpu.js --cross-encoder DIR [--model NAME]… [--length NAME]… [--rounds N]
         [--seed N] [--assets DIR] [--python FILE] [--adapter FILE] [--patience SECONDS] [--json FILE]

Times our local adapter, transformers.js and sentence-transformers on the same models, texts and cores.

  --cross-encoder DIR  the cross-encoder, as packages/adapters/onnx/oracle/make-bench-model.py makes it
  --model NAME         ${modelNames.join(", ")}: the cross-encoder in two precisions, and the bundled model;
                       may be repeated; default all
  --length NAME        ${lengthNames.join(", ")}; may be repeated; default both
  --rounds N           how often everyone is measured, interleaved; default 5
  --seed N             of texts and order; default 1
  --assets DIR         a folder with SciFact; default ../shared/assets beside the repository; where there is none, the
                       texts are those of examples/sample
  --python FILE        a Python that has bench/onnx-cpu/requirements.txt; default python3
  --adapter FILE       the entry module of another build of our adapter
  --patience SECONDS   how long to wait, at most, before each sample for the machine to be idle; default 60
  --json FILE          keep all samples in FILE; those that are there already are not taken again
  --help

Linux only. Install the peers first: npm ci in bench/onnx-cpu. It takes about half an hour.`;

/**
 * Reads the command line.
 *
 * @returns undefined where help was asked for.
 * @throws Error saying which argument is wrong and what it may be.
 */
export function parseOnnxCpuArguments(args: readonly string[]): OnnxCpuArguments | undefined {
  const { values } = parseArgs({
    args: [...args],
    options: {
      "cross-encoder": { type: "string" },
      model: { type: "string", multiple: true, default: [...modelNames] },
      length: { type: "string", multiple: true, default: [...lengthNames] },
      rounds: { type: "string", default: "5" },
      seed: { type: "string", default: "1" },
      assets: { type: "string", default: defaultFolder },
      python: { type: "string", default: "python3" },
      adapter: { type: "string" },
      patience: { type: "string", default: "60" },
      json: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return undefined;
  const models = values.model.map((name) => oneOf("--model", name, modelNames));
  const needed = models.some((name) => name !== "mini");
  if (needed && values["cross-encoder"] === undefined) {
    throw new Error("--cross-encoder DIR is missing: make one with packages/adapters/onnx/oracle/make-bench-model.py");
  }
  return {
    crossEncoder: pathOf(values["cross-encoder"]),
    models: [...new Set(models)],
    lengths: [...new Set(values.length.map((name) => oneOf("--length", name, lengthNames)))],
    rounds: positiveInteger("--rounds", values.rounds),
    seed: positiveInteger("--seed", values.seed),
    assets: resolve(process.env.INIT_CWD ?? ".", values.assets),
    python: values.python,
    adapter: pathOf(values.adapter),
    patienceSeconds: positiveInteger("--patience", values.patience),
    json: pathOf(values.json),
  };
}

/** npm runs scripts in the package's folder; what the user typed is relative to where the user is. */
function pathOf(given: string | undefined): string | undefined {
  return given === undefined ? undefined : resolve(process.env.INIT_CWD ?? ".", given);
}

function oneOf<Name extends string>(option: string, value: string, known: readonly Name[]): Name {
  const found = known.find((candidate) => candidate === value);
  if (found === undefined) throw new Error(`${option} must be one of ${known.join(", ")}, is "${value}"`);
  return found;
}
