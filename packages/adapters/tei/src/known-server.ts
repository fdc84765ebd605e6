import { rerankError } from "@secondpass/core";
import type { TeiInfo } from "./info.ts";

/** What is known of the server so far. */
export interface KnownServer {
  /** Texts in one request at most. */
  readonly maxTexts: number;
  /** Texts that it holds at once; undefined until it has said so. */
  readonly permits: number | undefined;
  /** Tokens of query and text together; undefined until it has said so. */
  readonly maxTokens: number | undefined;
  /** What can change a score; undefined until it has said so. */
  readonly model: readonly unknown[] | undefined;
  /** Whether it has been asked, with or without an answer. */
  readonly asked: boolean;
  /**
   * Takes over what it says of itself; undefined: it may not be asked.
   *
   * @throws RerankError `misconfigured` where its model is no reranker, saying what it is.
   */
  learn(info: TeiInfo | undefined): void;
  /** Takes over how many texts it has just said it takes. */
  learnMaxTexts(most: number): void;
  /** How often something was learned: what was made of it before holds until it changes. */
  readonly lessons: number;
}

/** TEI's `--max-client-batch-size` where nobody says otherwise. */
const usualBatch = 32;

/**
 * Starts with what is usual.
 *
 * @param maxDocuments the caller's own limit, which holds beside the server's.
 */
export function createKnownServer(maxDocuments: number | undefined): KnownServer {
  let info: TeiInfo | undefined;
  let most: number | undefined;
  let asked = false;
  let lessons = 0;
  return {
    get maxTexts() {
      const own = maxDocuments ?? Number.POSITIVE_INFINITY;
      return Math.min(own, most ?? maxDocuments ?? usualBatch, info?.permits ?? Number.POSITIVE_INFINITY);
    },
    get permits() {
      return info?.permits;
    },
    get maxTokens() {
      return info?.maxTokens;
    },
    get model() {
      return info && [info.model, info.maxTokens ?? null, ...info.revision];
    },
    get asked() {
      return asked;
    },
    get lessons() {
      return lessons;
    },
    learn(said) {
      asked = true;
      lessons++;
      if (!said) return;
      if (said.kind !== undefined && said.kind !== "reranker") throw noReranker(said);
      info = said;
      most = said.maxTexts ?? most;
    },
    learnMaxTexts(limit) {
      lessons++;
      most = limit;
    },
  };
}

function noReranker({ kind, model }: TeiInfo): Error {
  const what = `${kind} model ${JSON.stringify(model.slice(0, 100))}`;
  return rerankError("misconfigured", `tei: the server has no reranker but the ${what}`, { provider: "tei" });
}
