import { fileURLToPath } from "node:url";
import type { ModelName } from "./models.ts";

/** Whose code runs the model; `multiplications` is nobody's: what the model's matrix multiplications take by themselves. */
export type Family = "secondpass" | "transformers.js" | "sentence-transformers" | "multiplications";

/** Code that runs a model, and how many texts it is given at once. */
export interface Contender {
  readonly name: string;
  readonly family: Family;
  /** As its own documentation has it. */
  readonly asDocumented: boolean;
  /** Texts at once; of no account for us, who decide for ourselves, and for the multiplications. */
  readonly batchSize: number;
}

/** The peers' batch sizes; the best of them counts. */
const batchSizes = [1, 8, 32, 100] as const;

/** What is timed on a model: PyTorch has no quantized weights to load, and no late interaction. */
export function contendersOf(model: ModelName): readonly Contender[] {
  const families: readonly Family[] =
    model === "fp32" ? ["transformers.js", "sentence-transformers"] : ["transformers.js"];
  return [
    { name: "secondpass", family: "secondpass", asDocumented: true, batchSize: 0 },
    ...families.flatMap((family) => batchSizes.map((batchSize) => peer(family, batchSize))),
    { name: "its matrix multiplications alone", family: "multiplications", asDocumented: false, batchSize: 0 },
  ];
}

/** transformers.js shows one call with all pairs; sentence-transformers' default is 32. */
function peer(family: Family, batchSize: number): Contender {
  const asDocumented = batchSize === (family === "transformers.js" ? 100 : 32);
  return { name: `${family}, batches of ${batchSize}`, family, asDocumented, batchSize };
}

const scripts = {
  secondpass: "secondpass.js",
  "transformers.js": "transformers-js.js",
  "sentence-transformers": "sentence_transformers_peer.py",
  multiplications: "multiplications.js",
} as const;

/** How a contender's process is started; the job's file is to be added. */
export function commandOf({ family }: Contender, python: string): readonly [command: string, script: string] {
  const script = fileURLToPath(new URL(`../../onnx-cpu/${scripts[family]}`, import.meta.url));
  return [family === "sentence-transformers" ? python : process.execPath, script];
}
