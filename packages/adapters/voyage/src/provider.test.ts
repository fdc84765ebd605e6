import { expect, it } from "vitest";
import { voyageProvider } from "./provider.ts";

it("builds a reranker of plain data, or of a shorthand", async () => {
  const { parse, shorthand, create } = voyageProvider;
  expect((await create(parse({ model: "rerank-2", host: "atlas-eu" }))).id).toBe("voyage:rerank-2");
  expect((await create(parse(shorthand?.("rerank-2.5-lite")))).id).toBe("voyage:rerank-2.5-lite");
  expect((await create(parse({}))).id).toBe("voyage:rerank-3");
});

it.each([
  [undefined, "voyage: the options must be an object"],
  [{ topK: 5 }, /^voyage: the option topK is unknown; known: model, truncation, host, baseUrl, /],
  [{ apiKey: "secret" }, "voyage: the option apiKey cannot stand in configuration: keys come from the environment"],
  [{ truncation: "yes" }, "voyage: the option truncation must be true or false"],
  [{ host: "mongo" }, "voyage: the option host must be one of voyage, atlas, atlas-eu, atlas-us"],
  [{ host: "toString" }, "voyage: the option host must be one of voyage, atlas, atlas-eu, atlas-us"],
  [
    { host: "atlas", baseUrl: "https://gateway.example.com/v1" },
    "voyage: the options host and baseUrl exclude each other",
  ],
])("refuses %j", (input, message) => {
  expect(() => voyageProvider.parse(input)).toThrow(
    expect.objectContaining({
      code: "misconfigured",
      message: typeof message === "string" ? message : expect.stringMatching(message),
    }),
  );
});
