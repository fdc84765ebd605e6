import { Worker, type WorkerOptions } from "node:worker_threads";
import { isRerankErrorCode, type RerankError, rerankError } from "@secondpass/core";
import { createGate } from "../worker/gate.ts";
import type { Answers, Reply, Task, WorkerData, WorkerSetup } from "../worker/protocol.ts";
import { guardExit, stopGuarding } from "./guard-exit.ts";
import { crashed, scriptMissing, startFailure } from "./worker-failure.ts";

/** One worker thread, seen from the application's. It works on one task at a time. */
export interface WorkerHandle {
  /** Resolves once the model is loaded. */
  readonly ready: Promise<void>;
  /** Whether the thread has ended. */
  readonly ended: boolean;
  /** How often its model has run. */
  readonly runs: number;
  run<K extends Task["kind"]>(task: Extract<Task, { kind: K }>): Promise<Answers[K]>;
  /** Ends the thread, after the run of the model that is under way; the task in hand rejects. */
  stop(): Promise<void>;
}

interface Waiting {
  resolve(answer: never): void;
  reject(error: unknown): void;
}

/**
 * Small, so that texts and tensors that are done with are collected soon: with the default (48 MB and more) a worker holds
 * twice the memory, and is no faster.
 */
const resourceLimits = { maxYoungGenerationSizeMb: 12 };

/** Of the application's own options one must not come along: `--input-type` is of its code, and Node refuses it for files. */
function ownArguments(): { readonly execArgv?: string[] } {
  return process.execArgv.some((argument) => argument.startsWith("--input-type")) ? { execArgv: [] } : {};
}

/**
 * The place is written as bundlers look for it: some take the file along.
 *
 * @throws RerankError `misconfigured` where this code has been bundled into something that knows no place of its own.
 */
function startThread(options: WorkerOptions): Worker {
  try {
    return new Worker(new URL("../worker/worker.js", import.meta.url), options);
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === "ERR_INVALID_URL" ? scriptMissing("worker.js") : error;
  }
}

/** Starts a worker thread; it keeps the process alive only while it works. */
export function startWorker(setup: WorkerSetup, onEnd: () => void): WorkerHandle {
  const gate = createGate();
  const workerData: WorkerData = { setup, gate: gate.memory };
  const worker = startThread({ workerData, resourceLimits, ...ownArguments() });
  guardExit(gate);
  let waiting: Waiting | undefined;
  let inHand: Promise<unknown> = Promise.resolve();
  let runs = 0;
  let ended = false;
  let started = false;
  const expect = <T>(): Promise<T> => {
    worker.ref();
    const answer = new Promise<T>((resolve, reject) => {
      waiting = { resolve, reject };
    });
    inHand = answer.catch(() => {});
    return answer;
  };
  const settle = (act: (one: Waiting) => void): void => {
    const one = waiting;
    waiting = undefined;
    worker.unref();
    if (one) act(one);
  };
  const crash = (error: RerankError): void => {
    if (ended) return;
    ended = true;
    stopGuarding(gate);
    onEnd();
    settle(({ reject }) => reject(error));
  };
  const ready = expect<void>();
  worker.on("message", (reply: Reply) => {
    started = true;
    if (reply.error === undefined) runs = reply.runs;
    settle(({ resolve, reject }) => (reply.error ? reject(toError(reply.error)) : resolve(reply.answer as never)));
  });
  worker.on("error", (error) => crash(started ? crashed(error) : startFailure(error)));
  worker.on("exit", (code) => crash(rerankError("worker_crash", `onnx: the worker thread ended: exit code ${code}`)));
  return {
    ready,
    get ended() {
      return ended;
    },
    get runs() {
      return runs;
    },
    run(task) {
      if (ended) return Promise.reject(rerankError("worker_crash", "onnx: the worker thread has ended"));
      const answer = expect<never>();
      worker.postMessage(task);
      return answer;
    },
    async stop() {
      gate.shut();
      await inHand;
      await worker.terminate();
    },
  };
}

function toError({ code, message }: { readonly code: string; readonly message: string }): RerankError {
  return rerankError(isRerankErrorCode(code) ? code : "internal", message);
}
