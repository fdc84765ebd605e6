import type { Ranked, RerankResponse } from "@secondpass/core";

/** An answer as it is kept: indices and scores, nothing of the texts. */
export interface KeptAnswer extends Pick<RerankResponse, "rerankerId" | "revision" | "scoreScale" | "usage"> {
  /** Best first. `index` is into the documents that were asked about. */
  readonly ranking: readonly Pick<Ranked, "index" | "score" | "rawScore">[];
  /** Milliseconds that the call took. */
  readonly durationMs: number;
}

/** Where answers outlive the run that asked for them, so that an interrupted one pays for nothing twice. */
export interface AnswerStore {
  /** The answer under this key, where there is one. */
  get(key: string): KeptAnswer | undefined;
  /** Keeps an answer. When the promise resolves it survives the end of the process. */
  put(key: string, answer: KeptAnswer): Promise<void>;
}

/** What an answer depends on. */
export interface Question {
  readonly rerankerId: string;
  readonly revision: string | undefined;
  readonly query: string;
  readonly documents: readonly string[];
}

/**
 * The key of a question: a hash of the reranker, its revision, the query and every document in its order. SHA-256 in
 * hexadecimal digits.
 */
export async function answerKey({ rerankerId, revision, query, documents }: Question): Promise<string> {
  // JSON keeps the parts apart, whatever characters are in them.
  const text = JSON.stringify([rerankerId, revision ?? null, query, documents]);
  const digest = await globalThis.crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
