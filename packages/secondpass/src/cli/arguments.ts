import { InvalidArgumentError } from "commander";
import { parseDuration } from "./duration.ts";

/** What `-r` may be, for every command's help. */
export const rerankerHelp =
  "an entry of the configuration file, provider or provider:model, such as onnx, onnx:FOLDER, cohere:MODEL, tei:URL, vllm:URL#MODEL";

/** What `-c` may be, for every command's help. */
export const configHelp = "a configuration file, with #ENTRY for another entry than its default";

/** Which reranker is meant, for the help of commands that take one. */
export const orderHelp = `
Which reranker: -r, else -c, else SECONDPASS_RERANKER, else the default of secondpass.config.{json,yaml,ts,js} in the
working folder, else onnx where its packages are installed, else lexical.`;

/** A positive integer of the command line. */
export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1) throw new InvalidArgumentError("It must be a positive integer.");
  return value;
}

/** A number of the command line. */
export function finiteNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("It must be a number.");
  return value;
}

/** Milliseconds of a duration of the command line. */
export function duration(text: string): number {
  try {
    return parseDuration(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

/** Positive integers of the command line, such as `10,20,50`; ascending, each once. */
export function positiveIntegers(text: string): readonly number[] {
  return [...new Set(text.split(",").map((one) => positiveInteger(one.trim())))].sort((one, other) => one - other);
}

/** A positive number of the command line. */
export function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(Number.isFinite(value) && value > 0)) throw new InvalidArgumentError("It must be a positive number.");
  return value;
}

/** Gathers the values of an option that may be repeated. */
export function collect(one: string, others: readonly string[] = []): readonly string[] {
  return [...others, one];
}
