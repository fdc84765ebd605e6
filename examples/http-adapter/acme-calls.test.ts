import { dialects, startProvider } from "@secondpass/testing/wire";
import { expect, it } from "vitest";
import { acme, readAcmeFailure } from "./acme.ts";

it("sends what the page says, and reads scores and usage", async () => {
  await using server = await startProvider(dialects.together);
  await using reranker = acme({ baseUrl: `${server.url}/v1`, apiKey: "test-key" });
  const request = { query: "a river", documents: ["coffee", "the bank of a river"] };
  const { ranking, usage, warnings } = await reranker.rerank({ ...request, topN: 1, instruction: "prefer news" });
  expect(ranking.map(({ index }) => index)).toEqual([1]);
  expect(usage).toEqual({ requests: 1, tokens: expect.any(Number) });
  expect(warnings.map(({ code }) => code)).toEqual(["instruction_ignored"]);
  expect(server.requests.map(({ path, json }) => [path, json])).toEqual([
    ["/v1/rerank", { model: "ranker-1", ...request }],
  ]);
  expect(server.requests[0]?.headers).toMatchObject({
    authorization: "Bearer test-key",
    "x-client-name": "secondpass",
  });
});

it.each([
  [429, { error: { code: "insufficient_quota" } }, "quota"],
  [429, { error: { code: null } }, undefined],
  [400, { error: { code: "context_length_exceeded" } }, "input_too_large"],
  [400, "context_length_exceeded", undefined],
])("%i %j means %s", (status, json, code) => {
  expect(readAcmeFailure({ status, json, text: "", header: () => undefined })?.code).toBe(code);
});
