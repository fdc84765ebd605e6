import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { defineReranker } from "./define-reranker.ts";
import { defineWrapper } from "./define-wrapper.ts";
import type { RerankerTraits } from "./traits.ts";

const request = { query: "river", documents: ["a river"] };
const traits: RerankerTraits = { scoreScale: "logit", pointwise: true };

describe("what an untidy adapter throws is an error by code", () => {
  it("out of a getter of its traits", async () => {
    const reranker = defineReranker({
      id: "mine:1",
      get traits(): RerankerTraits {
        throw new Error("secret text");
      },
      score: async () => ({ scores: [] }),
    });
    await expect(reranker.rerank(request)).rejects.toMatchObject({
      code: "internal",
      message: expect.not.stringContaining("secret"),
    });
  });

  it("out of another realm, whose errors are no instances of this one's", async () => {
    const refused: unknown = runInNewContext(`Object.assign(new Error("x"), { code: "ECONNREFUSED" })`);
    const reranker = defineReranker({ id: "mine:1", traits, score: () => Promise.reject(refused) });
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "connection" });
  });

  it("out of a wrapper", async () => {
    const inner = defineReranker({ id: "mine:1", traits, score: async () => ({ scores: [{ index: 0, score: 1 }] }) });
    const wrapper = defineWrapper(inner, { rerank: () => Promise.reject(new TypeError("secret text")) });
    await expect(wrapper.rerank(request)).rejects.toMatchObject({
      code: "internal",
      message: expect.not.stringContaining("secret"),
    });
  });
});

it("options that are null are refused as bad_request", async () => {
  const reranker = defineReranker({ id: "mine:1", traits, score: async () => ({ scores: [] }) });
  const options = null as unknown as undefined;
  await expect(reranker.rerank(request, options)).rejects.toMatchObject({ code: "bad_request" });
});
