import { expect, it } from "vitest";
import { readActivation } from "./activation.ts";

const identity = "torch.nn.modules.linear.Identity";
const sigmoid = "torch.nn.modules.activation.Sigmoid";
const saved = (activation_fn: unknown) => ({ model_type: "CrossEncoder", activation_fn });

it.each([
  ["nothing is said", {}, undefined, "sigmoid"],
  ["config_sentence_transformers.json says it", {}, saved(identity), "identity"],
  ["that file is not of a cross-encoder", {}, { activation_fn: identity }, "sigmoid"],
  ["that file wins", { sentence_transformers: { activation_fn: sigmoid } }, saved(identity), "identity"],
  ["config.json says it", { sentence_transformers: { activation_fn: identity } }, undefined, "identity"],
  ["config.json says it as it used to", { sbert_ce_default_activation_function: identity }, undefined, "identity"],
  [
    "config.json says it in both ways",
    { sentence_transformers: { activation_fn: sigmoid }, sbert_ce_default_activation_function: identity },
    undefined,
    "sigmoid",
  ],
  ["it is not torch's", { sbert_ce_default_activation_function: "mine.Identity" }, undefined, "sigmoid"],
  ["it is no name", { sbert_ce_default_activation_function: null }, saved(3), "sigmoid"],
] as const)("where %s", (_name, config, file, wanted) => {
  expect(readActivation("/models/x", config, file)).toBe(wanted);
});

it("refuses one of torch's that it does not know", () => {
  const config = { sbert_ce_default_activation_function: "torch.nn.modules.activation.Tanh" };
  expect(() => readActivation("/models/x", config, undefined)).toThrow(/\/models\/x.*Tanh is not supported; Identity/);
});
