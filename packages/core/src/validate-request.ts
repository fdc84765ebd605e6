import { type RerankError, rerankError } from "./errors.ts";
import type { CallOptions, RerankRequest } from "./request.ts";

/**
 * Checks what a caller hands in.
 *
 * @throws RerankError `bad_request` naming field and index; texts are never quoted.
 */
export function validateCall(request: RerankRequest, options: CallOptions): void {
  if (typeof request !== "object" || request === null) throw bad(`the request must be an object, is ${kind(request)}`);
  checkQuery(request.query);
  checkStrings("documents", request.documents);
  const { length } = request.documents;
  checkTopN(request.topN);
  if (request.instruction !== undefined && typeof request.instruction !== "string") {
    throw bad(`instruction must be a string, is ${kind(request.instruction)}`);
  }
  if (request.ids !== undefined) {
    checkStrings("ids", request.ids);
    checkLength("ids", request.ids, length);
  }
  if (request.signals !== undefined) checkSignals(request.signals, length);
  checkOptions(options);
}

/** Checks a call's options; `warmup` has nothing else. */
export function checkOptions(options: CallOptions): void {
  if (typeof options !== "object" || options === null) throw bad(`the options must be an object, are ${kind(options)}`);
  const { timeoutMs, signal } = options;
  if (timeoutMs !== undefined && (typeof timeoutMs !== "number" || Number.isNaN(timeoutMs))) {
    throw bad(`timeoutMs must be a number of milliseconds, is ${kind(timeoutMs)}`);
  }
  if (signal !== undefined && typeof signal?.addEventListener !== "function") {
    throw bad(`signal must be an AbortSignal, is ${kind(signal)}`);
  }
}

/** Whether nothing is left of a text after `trim`. */
export function isBlank(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every text starts with visible ASCII, and asking the expression of each takes longer than the rest of the checks.
  return !(first > 0x20 && first < 0x7f) && !/\S/.test(text);
}

function checkQuery(query: unknown): void {
  if (typeof query !== "string") throw bad(`query must be a string, is ${kind(query)}`);
  if (isBlank(query)) throw bad("query must not be blank");
}

function checkTopN(topN: unknown): void {
  if (topN !== undefined && !(Number.isInteger(topN) && (topN as number) > 0)) {
    throw bad(`topN must be a positive integer, is ${typeof topN === "number" ? topN : kind(topN)}`);
  }
}

function checkStrings(field: string, values: unknown): void {
  checkArray(field, values);
  for (let index = 0; index < values.length; index++) {
    const value: unknown = values[index];
    if (typeof value !== "string") throw bad(`${field}[${index}] must be a string, is ${kind(value)}`);
  }
}

function checkSignals(signals: unknown, length: number): void {
  if (typeof signals !== "object" || signals === null) throw bad(`signals must be an object, is ${kind(signals)}`);
  for (const [name, values] of Object.entries(signals)) {
    const field = `signals.${name}`;
    checkArray(field, values);
    checkLength(field, values, length);
    for (let index = 0; index < length; index++) {
      const value: unknown = values[index];
      if (value !== null && !Number.isFinite(value)) {
        throw bad(`${field}[${index}] must be a finite number or null, is ${kind(value)}`);
      }
    }
  }
}

function checkArray(field: string, values: unknown): asserts values is readonly unknown[] {
  if (!Array.isArray(values)) throw bad(`${field} must be an array, is ${kind(values)}`);
}

function checkLength(field: string, values: readonly unknown[], length: number): void {
  if (values.length !== length) {
    throw bad(`${field} must be as long as documents: it has ${values.length} entries, documents ${length}`);
  }
}

function kind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function bad(message: string): RerankError {
  return rerankError("bad_request", message);
}
