import { defineReranker, type Reranker, rerankError } from "@secondpass/core";
import { expect, it } from "vitest";
import { testReranker } from "../test-reranker.ts";
import { dialects } from "./dialects.ts";
import type { ProviderServer } from "./provider-server.ts";
import { wireSubject } from "./wire-subject.ts";

/** The least that an adapter of TEI's dialect can be. */
function plainTei({ url }: ProviderServer): Reranker {
  return defineReranker({
    id: "plain:tei",
    traits: { scoreScale: "probability", pointwise: true, limits: { maxDocuments: 32 } },
    async score({ query, documents }, { signal }) {
      const headers = { "content-type": "application/json" };
      const body = JSON.stringify({ query, texts: documents }).replaceAll(/\\ud[89a-f]../gi, "\ufffd");
      const response = await fetch(`${url}/rerank`, { method: "POST", headers, body, signal });
      if (!response.ok) throw rerankError("server_error", `status ${response.status}`);
      return { scores: (await response.json()) as { index: number; score: number }[] };
    },
  });
}

testReranker("an adapter on a provider's server", { ...wireSubject(dialects.tei, plainTei), runs: 20 });

it("ends the server with the reranker", async () => {
  const urls: string[] = [];
  const subject = wireSubject(dialects.tei, (server) => {
    urls.push(server.url);
    return plainTei(server);
  });
  const reranker = await subject.create();
  expect((await fetch(`${urls[0]}/health`)).status).toBe(200);
  await reranker.close();
  await expect(fetch(`${urls[0]}/health`)).rejects.toThrow(TypeError);
});
