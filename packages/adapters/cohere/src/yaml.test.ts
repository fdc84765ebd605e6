import { rerank } from "@secondpass/core";
import { expect, it } from "vitest";
import { apiKey, startCohere } from "./__fixtures__/server.ts";
import { cohere } from "./cohere.ts";
import { yamlText } from "./yaml.ts";

it("keeps the order of the fields and the words as they are", () => {
  const long = "word ".repeat(60).trim();
  expect(yamlText({ title: "River", body: long, author: { name: "Zoë", born: 1990 }, tags: ["a: b", "c"] })).toBe(
    `title: River\nbody: ${long}\nauthor:\n  name: Zoë\n  born: 1990\ntags:\n  - "a: b"\n  - c\n`,
  );
});

it("leaves undefined fields out, and writes what is there twice twice", () => {
  const shared = { city: "Bern" };
  expect(yamlText({ from: shared, to: shared, note: undefined })).toBe("from:\n  city: Bern\nto:\n  city: Bern\n");
});

it("keeps lines and what only looks like something else", () => {
  expect(yamlText({ text: "one\ntwo", code: "007", answer: "no" })).toBe(
    'text: |-\n  one\n  two\ncode: "007"\nanswer: no\n',
  );
});

it("makes the text of one's own objects", async () => {
  interface Product {
    readonly name: string;
    readonly price: number;
  }
  const documents: readonly Product[] = [
    { name: "spoon", price: 3 },
    { name: "kettle", price: 30 },
  ];
  await using server = await startCohere();
  await using reranker = cohere({ apiKey, baseUrl: server.url });
  const answer = await rerank({ reranker, query: "kettle", documents, text: yamlText });
  expect(server.requests[0]?.json).toMatchObject({
    documents: ["name: spoon\nprice: 3\n", "name: kettle\nprice: 30\n"],
  });
  expect(answer.documents).toEqual([documents[1], documents[0]]);
});
