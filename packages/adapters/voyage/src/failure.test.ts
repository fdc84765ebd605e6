import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { serve } from "./__fixtures__/serve.ts";
import { voyage } from "./voyage.ts";

interface Case {
  readonly status: number;
  readonly body: string;
  readonly code: string;
  readonly says: string;
  readonly source: string;
}

const cases: readonly Case[] = JSON.parse(
  readFileSync(new URL("__fixtures__/errors.json", import.meta.url), "utf8"),
).errors;

it.each(cases)("$status $body is $code", async ({ status, body, code, says }) => {
  await using server = await serve((response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(body);
  });
  await using reranker = voyage({ apiKey: "k", baseUrl: `${server.url}/v1` });
  const message = expect.stringContaining(says);
  await expect(reranker.rerank({ query: "q", documents: ["a"] })).rejects.toMatchObject({ code, status, message });
});
