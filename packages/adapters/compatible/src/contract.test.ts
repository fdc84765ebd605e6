import { testReranker } from "@secondpass/testing";
import { dialects, wireSubject } from "@secondpass/testing/wire";
import { compatible } from "./compatible.ts";
import { infinity, llamacpp, mixedbread, together, vllm } from "./named.ts";

const key = { apiKey: "test-key" };
// Words of the kit's own texts are far below this.
const room = { limits: { maxTokens: 1_000_000 } };

testReranker(
  "vllm",
  wireSubject(dialects.vllm, ({ url }) => vllm({ url, ...key }), { ...key, ...room }),
);
testReranker(
  "infinity",
  wireSubject(dialects.infinity, ({ url }) => infinity({ url, ...key }), key),
);
testReranker(
  "llamacpp",
  wireSubject(dialects.llamacpp, ({ url }) => llamacpp({ url, ...key }), { ...key, ...room }),
);
testReranker(
  "mixedbread",
  wireSubject(dialects.mixedbread, ({ url }) => mixedbread({ url, ...key })),
);
testReranker(
  "together",
  wireSubject(dialects.together, ({ url }) => together({ url, model: "any", ...key })),
);

testReranker(
  "TEI's dialect as data",
  wireSubject(dialects.tei, ({ url }) =>
    compatible({
      url,
      dialect: {
        name: "plain-tei",
        path: "rerank",
        request: { documents: "texts", fixed: { truncate: true } },
        answer: { score: "score" },
        scoreScale: "probability",
        pointwise: true,
        limits: { maxDocuments: 32 },
      },
    }),
  ),
);
