import { memberOf } from "@secondpass/http";

/** What a server says of itself at `/info`. */
export interface TeiInfo {
  /** "reranker", "classifier", "embedding"; undefined where it does not say. */
  readonly kind: string | undefined;
  /** The model's name or path. */
  readonly model: string;
  /** Texts in one request, `--max-client-batch-size`. */
  readonly maxTexts: number | undefined;
  /** Texts that it holds at once, `--max-concurrent-requests`: each text takes a permit. */
  readonly permits: number | undefined;
  /** Tokens of query and text together, special ones included, `max_input_length`. */
  readonly maxTokens: number | undefined;
  /** What else can change a score: commit and precision of the model, version of the server. */
  readonly revision: readonly unknown[];
}

/** Reads what `/info` answered; undefined where something else than TEI did. */
export function readInfo(json: unknown): TeiInfo | undefined {
  const model = memberOf(json, "model_id");
  if (typeof model !== "string") return undefined;
  const type = memberOf(json, "model_type");
  return {
    kind: kindOf(type),
    model,
    maxTexts: limitOf(memberOf(json, "max_client_batch_size")),
    permits: limitOf(memberOf(json, "max_concurrent_requests")),
    maxTokens: limitOf(memberOf(json, "max_input_length")),
    revision: ["model_sha", "model_dtype", "version"].map((name) => memberOf(json, name) ?? null),
  };
}

/** `{ "reranker": { … } }`; a bare name where a type has no more to say. */
function kindOf(type: unknown): string | undefined {
  if (typeof type === "string") return type.toLowerCase();
  return typeof type === "object" && type !== null ? Object.keys(type)[0]?.toLowerCase() : undefined;
}

function limitOf(value: unknown): number | undefined {
  return Number.isSafeInteger(value) && (value as number) >= 1 ? (value as number) : undefined;
}
