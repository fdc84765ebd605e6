import { rerankError } from "@secondpass/core";
import { isFolder } from "./model/folder.ts";

/** Which of a folder's ONNX files: by precision, named as the files on model hubs are. */
export type Dtype = "fp32" | "fp16" | "int8" | "uint8" | "q8" | "q4" | "q4f16" | "bnb4";

/** How an encoder compares a query with a document. */
export type Similarity = "cosine" | "maxsim" | "both";

/** What `onnx` takes. */
export interface OnnxOptions {
  /** Folder in Hugging Face layout, starting with `.`, `/`, `~` or a drive letter. Default: the bundled model, where @secondpass/mini is installed. */
  readonly model?: string | undefined;
  /** The ONNX file, by its name in the folder or in `onnx` within, such as "model_qint8_avx512.onnx"; goes before `dtype`. */
  readonly fileName?: string | undefined;
  /** Which of the ONNX files in the folder. Default: fp32 where it is there, else the first of int8, q8, uint8, fp16, q4, q4f16, bnb4. */
  readonly dtype?: Dtype | undefined;
  /** Tokens of a pair (cross-encoder) or of a text (encoder), special tokens included; longer ones are cut. Default: the model's. */
  readonly maxLength?: number | undefined;
  /** Pairs or texts in one run at most. Default 32; always 1 for quantized files, whose scores depend on their company else. */
  readonly batchSize?: number | undefined;
  /** Encoders only. Default "both": the mean of cosine and maxsim. */
  readonly similarity?: Similarity | undefined;
  /** Encoders only: bytes of encoded documents to remember between calls, least recently used out first. Default 0: none. */
  readonly documentCache?: number | undefined;
  /** Worker threads at most, each with its own copy of the matrices. Default: one per core. */
  readonly workers?: number | undefined;
}

const dtypes: readonly string[] = ["fp32", "fp16", "int8", "uint8", "q8", "q4", "q4f16", "bnb4"] satisfies Dtype[];
const similarities: readonly string[] = ["cosine", "maxsim", "both"] satisfies Similarity[];

/** What each option must be; the message of a wrong one says it. */
const rules: Readonly<Record<keyof OnnxOptions, readonly [what: string, holds: (value: unknown) => boolean]>> = {
  model: [
    "a folder starting with ./, ../, /, ~ or a drive letter (ids of a model hub are not supported yet)",
    (value) => typeof value === "string" && isFolder(value),
  ],
  fileName: ["the name of an .onnx file", (value) => typeof value === "string" && value.endsWith(".onnx")],
  dtype: [`one of ${dtypes.join(", ")}`, (value) => dtypes.includes(value as string)],
  maxLength: ["a whole number of tokens from 4 up", (value) => Number.isInteger(value) && (value as number) >= 4],
  batchSize: ["a whole number from 1 up", (value) => Number.isInteger(value) && (value as number) >= 1],
  similarity: [`one of ${similarities.join(", ")}`, (value) => similarities.includes(value as string)],
  documentCache: ["a number of bytes from 0 up", (value) => Number.isFinite(value) && (value as number) >= 0],
  workers: ["a whole number from 1 up", (value) => Number.isInteger(value) && (value as number) >= 1],
};

/** The names of all options. */
const optionNames: readonly string[] = Object.keys(rules);

/**
 * Checks options, as code or configuration gives them.
 *
 * @throws RerankError `misconfigured` naming the option, what it is and what it may be.
 */
export function checkOptions(options: unknown): OnnxOptions {
  if (typeof options !== "object" || options === null || Array.isArray(options)) {
    throw rerankError("misconfigured", "onnx: the options must be an object");
  }
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(rules, name) ? rules[name as keyof OnnxOptions] : undefined;
    if (!rule) throw rerankError("misconfigured", `onnx: unknown option "${name}"; known: ${optionNames.join(", ")}`);
    const [what, holds] = rule;
    if (value !== undefined && !holds(value)) {
      throw rerankError("misconfigured", `onnx: ${name} must be ${what}, is ${show(value)}`);
    }
  }
  return options;
}

/** A value as it is written; of what is not written in a few characters, its kind. */
function show(value: unknown): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "a list" : "an object";
  return typeof value === "function" ? "a function" : String(value);
}
