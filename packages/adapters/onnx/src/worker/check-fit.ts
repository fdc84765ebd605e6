import { rerankError } from "@secondpass/core";
import type { PairTokenizer } from "../tokenize/index.ts";
import type { WorkerSetup } from "./protocol.ts";
import { reasonOf } from "./reason-of.ts";
import type { Session } from "./session.ts";

/**
 * Checks that tokenizer, weights and configuration belong together: the highest id must have a row in the embedding, by what
 * config.json says and by a run with it; and the output must have the shape that the kind of model has.
 *
 * @throws RerankError `tokenizer_mismatch` or `misconfigured`, naming the files.
 */
export async function checkFit(tokenizer: PairTokenizer, session: Session, setup: WorkerSetup): Promise<void> {
  const { file, folder, embeddingRows } = setup;
  const highest = tokenizer.vocabularySize - 1;
  if (highest >= embeddingRows) {
    throw mismatch(
      `${folder}/tokenizer.json has ids up to ${highest}, but config.json's vocab_size is ${embeddingRows}`,
    );
  }
  // First with an id that every model has: what fails here has nothing to do with the vocabulary.
  const dims = await probe(session, 0, (reason) =>
    rerankError("misconfigured", `onnx: ${file} cannot run; export the model again (${reason})`),
  );
  checkShape(dims, setup);
  await probe(session, highest, (reason) =>
    mismatch(`${file} cannot run with the highest id of ${folder}/tokenizer.json, ${highest} (${reason})`),
  );
}

/** Runs one row of three tokens; the output's shape. */
async function probe(session: Session, id: number, failure: (reason: string) => Error): Promise<readonly number[]> {
  try {
    return (await session.run([{ ids: [id, id, id], typeIds: [0, 0, 0] }])).dims;
  } catch (error) {
    throw failure(reasonOf((error as Error).cause));
  }
}

function checkShape(dims: readonly number[], { file, folder, kind, labels }: WorkerSetup): void {
  const wanted = kind === "encoder" ? 3 : 2;
  if (dims.length !== wanted) {
    const shape = kind === "encoder" ? "[batch, tokens, width]" : "[batch, labels]";
    throw rerankError(
      "misconfigured",
      `onnx: ${file} gives [${dims.join(", ")}], a model of the kind ${kind} gives ${shape}`,
    );
  }
  if (kind === "cross-encoder" && dims[1] !== labels) {
    const message = `onnx: ${file} gives ${dims[1]} labels, but ${folder}/config.json has ${labels} (id2label): they are not of one model`;
    throw rerankError("misconfigured", message);
  }
}

function mismatch(what: string): Error {
  return rerankError("tokenizer_mismatch", `onnx: ${what}: tokenizer and weights are not of one model`);
}
