import { expect, it } from "vitest";
import { cohereProvider } from "./provider.ts";

it("builds a reranker of plain data, or of a shorthand", async () => {
  const { parse, shorthand, create } = cohereProvider;
  expect((await create(parse({ model: "rerank-v3.5", maxTokensPerDoc: 512 }))).id).toBe("cohere:rerank-v3.5");
  expect((await create(parse(shorthand?.("rerank-v4.0-pro")))).id).toBe("cohere:rerank-v4.0-pro");
  expect((await create(parse({}))).id).toBe("cohere:rerank-v5.0-fast");
});

it.each([
  [undefined, "cohere: the options must be an object"],
  [{ modle: "x" }, /^cohere: the option modle is unknown; known: model, maxTokensPerDoc, priority, maxDocuments, /],
  [{ model: "" }, "cohere: the option model must be a text that is not empty"],
  [{ apiKey: "secret" }, "cohere: the option apiKey cannot stand in configuration: keys come from the environment"],
  [{ dispatcher: {} }, "cohere: the option dispatcher cannot stand in configuration: it is no plain data"],
  [{ maxDocuments: 10_001 }, "cohere: the option maxDocuments must be a whole number from 1 to 10,000, is 10001"],
  [{ priority: -1 }, "cohere: the option priority must be a whole number from 0 to 999, is -1"],
  [{ maxTokensPerDoc: 0.5 }, "cohere: the option maxTokensPerDoc must be a whole number from 1 up, is 0.5"],
  [{ baseUrl: "api.cohere.com" }, "cohere: the option baseUrl must be a URL that starts with http:// or https://"],
])("refuses %j", (input, message) => {
  expect(() => cohereProvider.parse(input)).toThrow(
    expect.objectContaining({
      code: "misconfigured",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    }),
  );
});
