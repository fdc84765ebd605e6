import { defineReranker, type Reranker } from "@secondpass/core";
import {
  type ApiKey,
  answerLimit,
  countOf,
  createHttp,
  type Failure,
  type FailureReading,
  instructionIgnored,
  memberOf,
  readScores,
  revisionOf,
} from "@secondpass/http";

/** What `acme` takes. */
export interface AcmeOptions {
  /** Default "ranker-1". */
  readonly model?: string | undefined;
  /** A key, or a function that gives one before each request. Default: the environment's ACME_API_KEY. */
  readonly apiKey?: ApiKey | undefined;
  /** Version included. Default "https://api.acme.example/v1". */
  readonly baseUrl?: string | undefined;
}

/** A reranker by Acme's API, `POST /v1/rerank`. */
export function acme(options: AcmeOptions = {}): Reranker {
  const { model = "ranker-1", apiKey, baseUrl = "https://api.acme.example/v1" } = options;
  const id = `acme:${model}`;
  const http = createHttp({
    provider: "acme",
    baseUrl,
    apiKey,
    keyVariables: ["ACME_API_KEY"],
    keyRequired: true,
    headers: { "x-client-name": "secondpass" },
    requestTimeoutMs: 10_000,
    readFailure: readAcmeFailure,
  });
  return defineReranker({
    id,
    traits: {
      scoreScale: "probability",
      pointwise: true,
      limits: { maxDocuments: 1_000 },
      revision: revisionOf({ dialect: "acme", model }),
    },
    async score(request, context) {
      const { query, documents } = request;
      const body = { model, query, documents };
      const maxAnswerBytes = answerLimit({ documents: documents.length });
      const { json } = await http.json({ method: "POST", path: "rerank", body, maxAnswerBytes }, context);
      return {
        scores: readScores(json, { list: "results", score: "relevance_score" }, "acme"),
        usage: { requests: 1, tokens: countOf(memberOf(memberOf(json, "usage"), "total_tokens")) },
        warnings: instructionIgnored(request, id),
      };
    },
    warmup: () => http.checkKey(),
    close: () => http.close(),
  });
}

/** Reads Acme's errors, `{ error: { message, type, code } }`, where the status alone says too little. */
export function readAcmeFailure({ status, json }: Failure): FailureReading | undefined {
  const code = memberOf(memberOf(json, "error"), "code");
  if (status === 429 && code === "insufficient_quota") {
    return { code: "quota", hint: "the account has no credit left; top it up at acme.example" };
  }
  if (status === 400 && code === "context_length_exceeded") {
    return { code: "input_too_large", hint: "a document with the query is longer than the model takes" };
  }
  return undefined;
}
