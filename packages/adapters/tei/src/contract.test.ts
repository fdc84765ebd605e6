import { testReranker } from "@secondpass/testing";
import { dialects, wireSubject } from "@secondpass/testing/wire";
import { tei } from "./tei.ts";

testReranker(
  "tei",
  wireSubject(dialects.tei, ({ url }) => tei({ url })),
);

testReranker("tei with a key and logits", {
  ...wireSubject(dialects.tei, ({ url }) => tei({ url, apiKey: "test-key", rawScores: true }), { apiKey: "test-key" }),
});

// The server takes three texts at a time and has four permits, and the adapter knows nothing of either beforehand.
testReranker("tei with a small server", {
  ...wireSubject(dialects.tei, ({ url }) => tei({ url }), { limits: { maxDocuments: 3, maxConcurrent: 4 } }),
});

testReranker("tei in requests of little more than a megabyte", {
  ...wireSubject(dialects.tei, ({ url }) => tei({ url, maxBytes: 1_001_000 }), { limits: { maxBodyBytes: 1_001_000 } }),
});
