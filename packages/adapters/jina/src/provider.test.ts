import { expect, it } from "vitest";
import { jinaProvider } from "./provider.ts";

it("takes a model as its shorthand", () => {
  expect(jinaProvider.parse(jinaProvider.shorthand?.("jina-reranker-m0"))).toEqual({ model: "jina-reranker-m0" });
});

it.each([
  [{ modle: "x" }, "the option modle is unknown; known: model"],
  [{ apiKey: "hunter2" }, "the option apiKey cannot stand in configuration: set JINA_API_KEY"],
  [{ connections: 0 }, "the option connections must be a whole number from 1 up, is 0"],
])("%j is refused", (input, message) => {
  expect(() => jinaProvider.parse(input)).toThrow(
    expect.objectContaining({ code: "misconfigured", message: expect.stringContaining(message) }),
  );
});
