import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rerank } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { createReranker } from "./create-reranker.ts";
import { loadProviders } from "./load-providers.ts";
import { providers } from "./providers.ts";

const question = { query: "refund", documents: ["opening hours", "a refund"] };

describe("createReranker", () => {
  it("makes stacks of shorthands and objects", async () => {
    await using stack = await createReranker({ provider: "cohere", model: "rerank-v3.5", fallback: ["lexical"] });
    expect(stack.id).toBe("cohere:rerank-v3.5");
    await using lexical = await createReranker("lexical");
    expect((await rerank({ reranker: lexical, ...question })).documents[0]).toBe("a refund");
  });

  it("without a configuration makes the bundled model", async () => {
    await using reranker = await createReranker();
    expect(reranker.id).toBe("onnx:mini");
  });

  it("refuses what there is not, naming what there is", async () => {
    await expect(createReranker({ provider: "lexcal" } as never)).rejects.toMatchObject({
      code: "misconfigured",
      message: `provider: there is no provider "lexcal"; known: ${Object.keys(providers).join(", ")}. Did you mean "lexical"?`,
    });
  });
});

it("the JSON Schema names the same providers", () => {
  const schema = JSON.parse(readFileSync(resolve(import.meta.dirname, "../../config/schema.json"), "utf8"));
  expect(schema.definitions.reranker.anyOf[1].properties.provider.enum).toEqual(Object.keys(providers));
});

describe("loadProviders", () => {
  it("loads those that are named, and no others", async () => {
    const known = await loadProviders(["lexical", "nobody", "__proto__"]);
    expect(Object.keys(known)).toEqual(Object.keys(providers));
    expect(known.lexical).toBe(await providers.lexical());
    expect(() => known.tei.create({ url: "http://h" })).toThrow("the provider tei was not named");
  });
});
