import { rerankError } from "@secondpass/core";
import type { PairTokenizer } from "../tokenize/index.ts";
import type { WorkerSetup } from "./protocol.ts";
import type { Session } from "./session.ts";

/**
 * Checks that tokenizer and weights belong together: the highest id must have a row in the embedding, by what config.json
 * says and by a run with it; and the output must have the shape that the kind of model has.
 *
 * @throws RerankError `tokenizer_mismatch` or `misconfigured`, naming the files.
 */
export async function checkFit(tokenizer: PairTokenizer, session: Session, setup: WorkerSetup): Promise<void> {
  const { folder, embeddingRows, kind } = setup;
  const { vocabularySize } = tokenizer;
  if (vocabularySize > embeddingRows) {
    throw mismatch(
      `${folder}/tokenizer.json has ids up to ${vocabularySize - 1}, but config.json's vocab_size is ${embeddingRows}`,
    );
  }
  const dims = await probe(session, vocabularySize - 1, setup);
  const wanted = kind === "encoder" ? 3 : 2;
  if (dims.length !== wanted) {
    const shape = kind === "encoder" ? "[batch, tokens, width]" : "[batch, labels]";
    throw rerankError("misconfigured", `onnx: ${setup.file} gives [${dims.join(", ")}], a ${kind} gives ${shape}`);
  }
}

async function probe(session: Session, highestId: number, { file, folder }: WorkerSetup): Promise<readonly number[]> {
  const ids = Int32Array.of(highestId, highestId, highestId);
  try {
    return (await session.run([{ ids, typeIds: new Int32Array(3) }])).dims;
  } catch (error) {
    const reason = error instanceof Error ? error.message.slice(0, 200) : String(error);
    throw mismatch(`${file} cannot run with the highest id of ${folder}/tokenizer.json, ${highestId} (${reason})`);
  }
}

function mismatch(what: string): Error {
  return rerankError("tokenizer_mismatch", `onnx: ${what}: tokenizer and weights are not of one model`);
}
