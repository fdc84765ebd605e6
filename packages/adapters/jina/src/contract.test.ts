import { testReranker } from "@secondpass/testing";
import { dialects, wireSubject } from "@secondpass/testing/wire";
import { jina } from "./jina.ts";

// The default model reads a list as a whole; the second scores each pair by itself; the third gets its documents as objects.
for (const model of ["jina-reranker-v3.5", "jina-reranker-v2-base-multilingual", "jina-reranker-m0"]) {
  testReranker(
    model,
    wireSubject(dialects.jina, ({ url }) => jina({ model, baseUrl: `${url}/v1`, apiKey: "test-key" })),
  );
}
