import { isRerankError } from "@secondpass/core";
import type { RerankDatasetOptions } from "./rerank-dataset-options.ts";
import type { Job } from "./rerank-job.ts";

/** So many documents make code warm and buffers large enough, and cost little. */
const warmDocuments = 8;

/** A small question that is not counted: what happens once happens here. A failure that stays will show in the calls that count. */
export async function askOnce(
  [first]: readonly Job[],
  { reranker, timeoutMs }: RerankDatasetOptions,
  signal: AbortSignal,
): Promise<void> {
  if (!first) return;
  const request = { query: first.text, documents: first.documents.slice(0, warmDocuments) };
  try {
    await reranker.rerank(request, { signal, timeoutMs });
  } catch (error) {
    signal.throwIfAborted();
    // Whether it fails for good, the calls that count will show.
    if (!isRerankError(error)) throw error;
  }
}

/** Acts at the first call, and gives every caller the same outcome. */
export function once(act: () => Promise<void>): () => Promise<void> {
  let result: Promise<void> | undefined;
  return () => {
    result ??= act();
    return result;
  };
}
