import { rerankError } from "@secondpass/core";
import { InferenceSession, Tensor } from "onnxruntime-node";
import type { MappedModel } from "../graph/map-weights.ts";
import { loadError } from "../model/load-error.ts";
import type { Row } from "../rows.ts";
import type { Gate } from "./gate.ts";
import type { WorkerSetup } from "./protocol.ts";

/** One model on one thread. */
export interface Session {
  /** Runs rows as one batch; the output's numbers and shape. */
  run(rows: readonly Row[]): Promise<{ readonly data: Float32Array; readonly dims: readonly number[] }>;
  /** How often the model has run. */
  readonly runs: number;
}

/** Inputs that can be given. */
const known: readonly string[] = ["input_ids", "attention_mask", "token_type_ids"];

/**
 * Loads a model for one thread. Quantized graphs run without the fusion of skip connections into layer normalisation, which
 * has no fast kernel on CPUs.
 *
 * @throws RerankError `model_load` or `misconfigured`.
 */
export async function createSession(setup: WorkerSetup, gate: Gate): Promise<Session> {
  const { file } = setup;
  const session = await gate.through(() => load(setup));
  const output = checkSignature(session, file);
  let runs = 0;
  return {
    get runs() {
      return runs;
    },
    async run(rows) {
      const longest = Math.max(...rows.map(({ ids }) => ids.length));
      const feeds = Object.fromEntries(session.inputNames.map((name) => [name, tensorOf(name, rows, longest)]));
      const outputs = await gate.through(() => {
        runs++;
        return session.run(feeds).catch(explain(file, rows.length, longest));
      });
      const tensor = outputs[output] as Tensor;
      return { data: tensor.data as Float32Array, dims: tensor.dims };
    },
  };
}

/**
 * The name of the output that is read: the first.
 *
 * @throws RerankError `misconfigured` where an input cannot be given or the output is not float32.
 */
function checkSignature({ inputMetadata, outputMetadata }: InferenceSession, file: string): string {
  const strange = inputMetadata.find(({ name }) => !known.includes(name));
  if (strange) {
    const message = `onnx: ${file} wants the input "${strange.name}", which cannot be given; known: ${known.join(", ")}`;
    throw rerankError("misconfigured", message);
  }
  for (const { name, ...value } of [...inputMetadata, ...outputMetadata.slice(0, 1)]) {
    const wanted = known.includes(name) ? "int64" : "float32";
    const type = value.isTensor ? value.type : "no tensor";
    if (type === wanted) continue;
    throw rerankError(
      "misconfigured",
      `onnx: ${file}: "${name}" is ${type}, must be ${wanted}; export the model again`,
    );
  }
  return outputMetadata[0]?.name ?? "";
}

/** ONNX Runtime's messages speak of tensors, never of texts. */
function explain(file: string, rows: number, longest: number): (error: unknown) => never {
  return (error) => {
    const message = `onnx: ${file} failed on ${rows} rows of ${longest} tokens (${reasonOf(error)})`;
    throw rerankError("internal", message, { cause: error });
  };
}

/** What ONNX Runtime says, in short. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 300);
}

/** Where mapping fails, as on a file system that cannot, the file is read; what is wrong with it is told then. */
async function load({ file, mapped, quantized }: WorkerSetup): Promise<InferenceSession> {
  const session = mapped && (await loadMapped(mapped, quantized).catch(() => undefined));
  if (session) return session;
  try {
    return await InferenceSession.create(file, sessionOptions(quantized));
  } catch (error) {
    throw loadError(`${file} is no model that ONNX Runtime can load; fetch or export it again (${reasonOf(error)})`);
  }
}

function loadMapped({ graph, folder }: MappedModel, quantized: boolean): Promise<InferenceSession> {
  const session = { model_external_initializers_file_folder_path: folder };
  return InferenceSession.create(graph, sessionOptions(quantized, { session }));
}

function sessionOptions(quantized: boolean, extra: Record<string, unknown> = {}): InferenceSession.SessionOptions {
  const optimization = { disable_specified_optimizers: "SkipLayerNormFusion" };
  return {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // What fails is thrown as well; nothing is written to the application's stderr.
    logSeverityLevel: 4,
    extra: quantized ? { ...extra, optimization } : extra,
  };
}

function tensorOf(name: string, rows: readonly Row[], longest: number): Tensor {
  const data = new BigInt64Array(rows.length * longest);
  for (const [at, { ids, typeIds }] of rows.entries()) {
    for (let i = 0; i < ids.length; i++) {
      const value = name === "attention_mask" ? 1 : ((name === "input_ids" ? ids : typeIds)[i] as number);
      data[at * longest + i] = BigInt(value);
    }
  }
  return new Tensor("int64", data, [rows.length, longest]);
}
