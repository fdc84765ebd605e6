import { empty, json, plain } from "../answers.ts";
import type { DialectSettings, SeenRequest, ServerFlags, WireAnswer } from "../dialect.ts";

const modelTypes: Readonly<Record<NonNullable<ServerFlags["modelType"]>, object>> = {
  reranker: { reranker: { id2label: { "0": "LABEL_0" }, label2id: { LABEL_0: 0 } } },
  classifier: { classifier: { id2label: { "0": "LABEL_0", "1": "LABEL_1" }, label2id: { LABEL_0: 0, LABEL_1: 1 } } },
  embedding: { embedding: { pooling: "cls" } },
};

/** Open to everybody. Metrics have nothing to say at first. */
const probes: Readonly<Record<string, WireAnswer>> = {
  "/": empty(200),
  "/health": empty(200),
  "/ping": empty(200),
  "/metrics": plain(200, ""),
  "/docs": empty(303, { location: "/docs/" }),
};

/**
 * What TEI answers on every route but a rerank one's POST; undefined for that.
 * `/info` needs the key, unknown paths are 404 with or without it.
 */
export function teiRoute(
  { method, path, headers }: SeenRequest,
  { apiKey, flags, limits }: DialectSettings,
  rerankPaths: readonly string[],
): WireAnswer | undefined {
  if (method === "OPTIONS") return empty(200, preflight);
  const probe = method === "GET" ? probes[path] : undefined;
  if (probe) return probe;
  if (method === "GET" && path === "/info" && !flags.infoHidden) {
    const open = apiKey === undefined || headers.authorization === `Bearer ${apiKey}`;
    return open ? json(200, info(flags, limits)) : empty(401);
  }
  if (!rerankPaths.includes(path)) return empty(404);
  return method === "POST" ? undefined : empty(405, { allow: "POST" });
}

const preflight = {
  "access-control-allow-methods": "GET,POST",
  "access-control-allow-headers": "content-type",
  allow: "POST",
};

/** The fields of 1.9.3's answer, as recorded; values that no limit or flag gives are those of the recording. */
function info(flags: ServerFlags, limits: DialectSettings["limits"]): object {
  const model = flags.models?.[0] ?? "/models/cross-encoder";
  return {
    model_id: model,
    model_sha: null,
    model_dtype: "float32",
    served_model_name: model,
    model_type: modelTypes[flags.modelType ?? "reranker"],
    max_concurrent_requests: limits.maxConcurrent,
    max_input_length: limits.maxTokens,
    max_batch_tokens: 16_384,
    max_batch_requests: 4,
    max_client_batch_size: limits.maxDocuments,
    auto_truncate: flags.autoTruncate ?? true,
    tokenization_workers: 1,
    version: "1.9.3",
    sha: "v1.9.3",
    docker_label: null,
  };
}
