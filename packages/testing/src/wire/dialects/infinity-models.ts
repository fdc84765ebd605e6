import type { Body } from "../body.ts";
import type { Refusal, ServerFlags } from "../dialect.ts";
import { servedModels } from "../served-models.ts";

const placeholder = "default/not-specified";

/** Unix seconds, the same in every answer. */
export const created = 1_795_236_249;

/**
 * Why a model is not taken: with one loaded any name is fine, with more it must be one of them; and it must be a
 * reranker.
 */
export function modelRefusal({ model = placeholder }: Body, flags: ServerFlags): Refusal | undefined {
  const names = servedModels(flags);
  if (names.length > 1 && !names.includes(model as string)) {
    const listed = names.map((name) => `'${name}'`).join(", ");
    return {
      status: 400,
      text: `Invalid model: Engine for model name \`${model}\` not found. Available model names are [${listed}]`,
    };
  }
  if ((flags.modelType ?? "reranker") === "reranker") return undefined;
  const task = flags.modelType === "embedding" ? "embed" : "classify";
  const reason = "Reason: the loaded moded cannot fullyfill `rerank`.";
  return {
    status: 400,
    text: `ModelNotDeployedError: model=\`${model}\` does not support \`rerank\`. ${reason} Options are {'${task}'}.`,
  };
}

/** The model that answers: where only one is loaded, that one, whatever name was sent. */
export function modelOf({ model }: Body, flags: ServerFlags): unknown {
  const names = servedModels(flags);
  return names.length > 1 ? model : names[0];
}

/** The answer of `/models`. */
export function modelList(flags: ServerFlags): object {
  const capability = { reranker: "rerank", classifier: "classify", embedding: "embed" }[flags.modelType ?? "reranker"];
  const stats = { queue_fraction: 0, queue_absolute: 0, results_pending: 0, batch_size: 32 };
  const data = servedModels(flags).map((id) => ({
    id,
    stats,
    object: "model",
    owned_by: "infinity",
    created,
    backend: "torch",
    capabilities: [capability],
  }));
  return { data, object: "list" };
}
