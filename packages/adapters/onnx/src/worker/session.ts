import { rerankError } from "@secondpass/core";
import { type InferenceSession, Tensor } from "onnxruntime-node";
import type { Row } from "../rows.ts";
import type { Gate } from "./gate.ts";
import { loadModel, type ModelFile } from "./load-model.ts";
import { reasonOf } from "./reason-of.ts";

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
 * Loads a model for one thread.
 *
 * @throws RerankError `model_load` or `misconfigured`.
 */
export async function createSession(
  { file, quantized }: ModelFile,
  gate: Gate,
  load: (model: ModelFile) => Promise<InferenceSession> = loadModel,
): Promise<Session> {
  const session = await gate.through(() => load({ file, quantized }));
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

function explain(file: string, rows: number, longest: number): (error: unknown) => never {
  return (error) => {
    const message = `onnx: ${file} failed on ${rows} rows of ${longest} tokens (${reasonOf(error)})`;
    throw rerankError("internal", message, { cause: error });
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
