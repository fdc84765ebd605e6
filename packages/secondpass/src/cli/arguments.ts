import { InvalidArgumentError } from "commander";
import { parseDuration } from "./duration.ts";

/** What `-r` may be, for every command's help. */
export const rerankerHelp =
  "provider or provider:model, such as onnx, onnx:FOLDER, cohere:MODEL, tei:URL, vllm:URL#MODEL (default: onnx where its packages are installed, else lexical)";

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
