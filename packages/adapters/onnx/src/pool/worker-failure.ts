import { type RerankError, rerankError } from "@secondpass/core";

/** Codes of Node's for a file or a native binding that cannot be loaded. */
const unloadable: readonly unknown[] = [
  "MODULE_NOT_FOUND",
  "ERR_MODULE_NOT_FOUND",
  "ERR_DLOPEN_FAILED",
  "ERR_DLOPEN_DISABLED",
];

/** Why a worker thread did not start. It has not seen any text yet, so what Node says may be told. */
export function startFailure(thrown: unknown): RerankError {
  const { code, message } = asError(thrown);
  const said = String(message).split("\n", 1)[0]?.slice(0, 300) ?? "";
  if (!unloadable.includes(code)) return crashed(thrown, said);
  const [, script] = /^Cannot find module '(.*[\\/]worker\.js)'/.exec(said) ?? [];
  if (script !== undefined) return scriptMissing(script);
  const where = `${process.platform}-${process.arch}`;
  return rerankError("misconfigured", `onnx: ONNX Runtime cannot be loaded on ${where}, see onnxruntime-node: ${said}`);
}

/** The worker's file is not where the package has it: a bundler took the code and left the file. */
export function scriptMissing(path: string): RerankError {
  const message = `onnx: the file of the worker threads, ${path}, is not there; keep @secondpass/onnx out of the bundle (external)`;
  return rerankError("misconfigured", message);
}

/** A thread ended at its work. Messages may quote texts there, so name and code only. */
export function crashed(thrown: unknown, said?: string): RerankError {
  const { name = typeof thrown, code } = asError(thrown);
  const what = [name, ...(typeof code === "string" ? [code] : []), ...(said === undefined ? [] : [said])];
  return rerankError("worker_crash", `onnx: the worker thread ended: ${what.join(": ")}`);
}

function asError(thrown: unknown): { readonly name?: string; readonly code?: unknown; readonly message?: string } {
  return thrown instanceof Error ? thrown : { message: "nothing more is known" };
}
