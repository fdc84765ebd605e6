import { readFileSync } from "node:fs";
import { dialects, startProvider } from "@secondpass/testing/wire";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { jina } from "./jina.ts";
import { jinaScored } from "./jina-wire.ts";
import { jinaModels } from "./models.ts";

// Jina has no client of its own. The schema is shaped from its documentation, apart from adapter and loopback server, so that the two
// cannot be wrong in the same way without this test.
const schema = JSON.parse(readFileSync(new URL("__fixtures__/rerank-schema.json", import.meta.url), "utf8"));
const ajv = new Ajv({ allErrors: true, strict: true }).addSchema(schema, "jina");

function errorsBy(definition: string, value: unknown): unknown {
  const validate = ajv.getSchema(`jina#/$defs/${definition}`);
  if (!validate) throw new Error(`the schema has no ${definition}`);
  return validate(value) ? [] : validate.errors;
}

const query = "how long does a tortoise live";
const documents = [
  "Butter melts in a warm pan.",
  "A giant tortoise can live for over a hundred years.",
  "Vögel 🐢 leben",
];

describe("Jina's published schema", () => {
  it.each(Object.keys(jinaModels))("holds what is sent to %s, and what the loopback server answers", async (model) => {
    await using server = await startProvider(dialects.jina, { apiKey: "test-key" });
    await using reranker = jina({ model, baseUrl: `${server.url}/v1`, apiKey: "test-key" });
    await reranker.rerank({ query, documents });
    const [request] = server.requests;
    expect(errorsBy("request", request?.json)).toEqual([]);
    expect(request?.headers).toMatchObject({ accept: "application/json", authorization: "Bearer test-key" });
    for (const more of [{}, { return_documents: true }]) {
      const answer = await fetch(`${server.url}/v1/rerank`, {
        method: "POST",
        headers: { authorization: "Bearer test-key", "content-type": "application/json" },
        body: JSON.stringify({ ...(request?.json as object), ...more }),
      });
      expect(errorsBy("response", await answer.json())).toEqual([]);
    }
  });

  it("an answer as the schema has it is read: its example", () => {
    const [example] = schema.$defs.response.examples;
    expect(errorsBy("response", example)).toEqual([]);

    expect(jinaScored(example)).toEqual({
      scores: [
        { index: 1, score: 0.75 },
        { index: 0, score: 0.125 },
      ],
      usage: { requests: 1, tokens: 38 },
    });
  });

  it.each([
    { query, documents },
    { model: "jina-reranker-v3", query, documents: [] },
    { model: "jina-reranker-v3", query, documents: [1] },
    { model: "jina-reranker-v3", query, documents, top_n: 0 },
    { model: "jina-reranker-v3", query, documents, topN: 1 },
  ])("does not hold everything: %j", (request) => {
    expect(errorsBy("request", request)).not.toEqual([]);
  });
});
