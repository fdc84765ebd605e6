import { rerankError } from "@secondpass/core";
import { type JsonObject, objectIn } from "./read-json.ts";

/** What is done to a single logit. */
export type Activation = "identity" | "sigmoid";

/**
 * The activation of a cross-encoder with one label, as sentence-transformers 6.2 finds it: config_sentence_transformers.json
 * (only beside a modules.json, and of a CrossEncoder), then `sentence_transformers.activation_fn` of config.json, then
 * `sbert_ce_default_activation_function`. One that is not torch's is passed over; with none it is the sigmoid.
 *
 * @param folder the model's, for the message.
 * @param saved config_sentence_transformers.json, where there is a modules.json too.
 * @throws RerankError `misconfigured` where it is one of torch's that is neither Identity nor Sigmoid.
 */
export function readActivation(folder: string, config: JsonObject, saved: JsonObject | undefined): Activation {
  const candidates = [
    saved?.model_type === "CrossEncoder" ? saved.activation_fn : undefined,
    objectIn(config, "sentence_transformers")?.activation_fn,
    config.sbert_ce_default_activation_function,
  ];
  const name = candidates.find((candidate) => typeof candidate === "string");
  if (typeof name !== "string" || !name.startsWith("torch.")) return "sigmoid";
  const last = name.split(".").at(-1);
  if (last === "Identity") return "identity";
  if (last === "Sigmoid") return "sigmoid";
  throw rerankError(
    "misconfigured",
    `onnx: ${folder}: the activation ${name} is not supported; Identity and Sigmoid are`,
  );
}
