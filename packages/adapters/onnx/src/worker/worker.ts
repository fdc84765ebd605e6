// Runs in a worker thread: one session, one thread, its own tokenizer. The pool sends tasks one at a time.
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { isRerankError } from "@secondpass/core";
import { loadError } from "../model/load-error.ts";
import { readJson, readJsonIfThere } from "../model/read-json.ts";
import { createTokenizer, type PairTokenizer } from "../tokenize/index.ts";
import { checkFit } from "./check-fit.ts";
import { createGate } from "./gate.ts";
import { compare, encode, logits, tokenize } from "./perform.ts";
import type { Answers, Reply, Task, WorkerData, WorkerSetup } from "./protocol.ts";
import { createSession, type Session } from "./session.ts";

interface Loaded {
  readonly tokenizer: PairTokenizer;
  readonly session: Session;
}

const { setup, gate: memory } = workerData as WorkerData;
const gate = createGate(memory);
gate.leave();
const send = (reply: Reply): void => parentPort?.postMessage(reply);

try {
  const loaded = await load();
  parentPort?.on("message", (task: Task) => void answer(task, loaded));
  send({ runs: loaded.session.runs });
} catch (error) {
  send({ error: describe(error) });
}

async function load(): Promise<Loaded> {
  const tokenizer = await loadTokenizer(setup);
  const session = await createSession(setup, gate);
  await checkFit(tokenizer, session, setup);
  return { tokenizer, session };
}

async function loadTokenizer({ folder }: WorkerSetup): Promise<PairTokenizer> {
  const tokenizer = await readJson(folder, "tokenizer.json");
  const config = await readJsonIfThere(folder, "tokenizer_config.json");
  try {
    return createTokenizer({ tokenizer, config }, join(folder, "tokenizer.json"));
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error);
    throw loadError(`${fault}; take the file over again from where the model comes from`);
  }
}

async function answer(task: Task, { tokenizer, session }: Loaded): Promise<void> {
  try {
    const result = await perform(task, tokenizer, session);
    send({ answer: result, runs: session.runs });
  } catch (error) {
    send({ error: describe(error) });
  }
}

function perform(
  task: Task,
  tokenizer: PairTokenizer,
  session: Session,
): Answers[keyof Answers] | Promise<Answers[keyof Answers]> {
  if (task.kind === "tokenize") return tokenize(tokenizer, task, setup.maxLength);
  if (task.kind === "logits") return logits(session, task);
  if (task.kind === "encode") return encode(session, task, setup);
  return compare(session, task, setup);
}

/** Of our own errors code and message cross the border; of others, which may quote texts, the name only. */
function describe(error: unknown): { code: string; message: string } {
  if (isRerankError(error)) return { code: error.code, message: error.message };
  const name = error instanceof Error ? error.name : typeof error;
  return { code: "internal", message: `onnx: the worker failed: ${name}` };
}
