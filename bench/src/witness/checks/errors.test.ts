import { defineReranker, type RerankErrorCode, type Reranker, rerankError } from "@secondpass/core";
import { expect, it } from "vitest";
import { make } from "../check.ts";
import { fails, messageOf } from "./errors.ts";

/** Fails at warm-up and at each call, with what `say` makes of the texts. */
function failing(code: RerankErrorCode, say: (texts: string) => string): () => Reranker {
  return () =>
    defineReranker({
      id: "test:failing",
      traits: { scoreScale: "unknown", pointwise: true },
      score: ({ query, documents }) => Promise.reject(rerankError(code, say(query + documents.join()))),
      warmup: () => Promise.reject(rerankError(code, say(""))),
    });
}

it("passes the code at warm-up and at the first call, and shows the message", async () => {
  const create = failing("auth", () => "GET http://127.0.0.1:1234/info answered 401");
  const finding = await make(fails({ name: "no key", create, code: "auth", says: /401/ }));
  expect(finding).toEqual({ check: "no key", verdict: "ok", detail: "auth: GET http://HOST/info answered 401" });
});

it.each([
  ["another code", failing("bad_request", () => "no"), {}, "bad_request instead of auth"],
  ["other words", failing("auth", () => "no"), { says: /why/ }, "it does not say /why/"],
  [
    "a text in the message",
    failing("auth", (texts) => `about ${texts}`),
    {},
    "something of the request is in the error",
  ],
] as const)("fails on %s", async (_, create, how, detail) => {
  const finding = await make(fails({ name: "no key", create, code: "auth", ...how }));
  expect(finding.verdict).toBe("FAILED");
  expect(finding.detail).toContain(detail);
});

it("fails where the call does not, and where the error is another's", async () => {
  const create = () =>
    defineReranker({
      id: "test:fine",
      traits: { scoreScale: "unknown", pointwise: true },
      score: async ({ documents }) => ({ order: documents.map((_, at) => at) }),
    });
  expect(await make(fails({ name: "fine", create, code: "auth" }))).toMatchObject({ detail: "it did not fail" });
  expect(() => messageOf(new Error("plain"), "auth")).toThrow("it is no RerankError");
});

it("finds what a cause holds", () => {
  const error = rerankError("auth", "no", { cause: new Error("sent wrong-secret-key") });
  expect(() => messageOf(error, "auth")).toThrow("something of the request");
});
