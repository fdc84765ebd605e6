import { describe, expect, it } from "vitest";
import { alteredFolder } from "../__fixtures__/altered-folder.ts";
import { onnx } from "../__fixtures__/built.ts";
import { modelFolder } from "../__fixtures__/model-folder.ts";
import { readPrompts } from "./prompts.ts";

it.each([
  ["no settings", undefined, { query: "", document: "" }],
  ["no prompts", { prompts: {} }, { query: "", document: "" }],
  ["null", { prompts: { query: null, document: null } }, { query: "", document: "" }],
  ["both", { prompts: { query: "query: ", document: "passage: " } }, { query: "query: ", document: "passage: " }],
  // encode_document looks for "document" first, and that name is always there, if only with nothing in it.
  ["other names", { prompts: { passage: "p: " }, default_prompt_name: "passage" }, { query: "", document: "" }],
])("%s", (_name, settings, wanted) => {
  expect(readPrompts("model", settings, {})).toEqual(wanted);
});

it("a prompt that must not be pooled is refused", () => {
  expect(() => readPrompts("model", { prompts: { query: "q: " } }, { include_prompt: false })).toThrow(
    expect.objectContaining({ code: "misconfigured", message: expect.stringContaining("include_prompt") }),
  );
  expect(readPrompts("model", {}, { include_prompt: false })).toEqual({ query: "", document: "" });
});

describe("prompts stand before the texts", () => {
  const documents = ["a river bank", "coffee", "storm at night"];

  it("scores are those of texts that begin with them", async () => {
    using folder = alteredFolder("bi-encoder");
    folder.write(
      "config_sentence_transformers.json",
      JSON.stringify({ prompts: { query: "storm ", document: "coffee " } }),
    );
    await using prompted = onnx({ model: folder.path, workers: 1 });
    await using plain = onnx({ model: modelFolder("bi-encoder"), workers: 1 });
    const { ranking } = await prompted.rerank({ query: "river", documents });
    const written = { query: "storm river", documents: documents.map((text) => `coffee ${text}`) };
    expect(ranking).toEqual((await plain.rerank(written)).ranking);
    expect(prompted.traits.revision).not.toBe(plain.traits.revision);
  });
});
