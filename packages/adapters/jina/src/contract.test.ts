import { testReranker } from "@secondpass/testing";
import { subjectOf } from "./__fixtures__/server.ts";

testReranker("jina, listwise", subjectOf());
testReranker("jina, pointwise", subjectOf({ model: "jina-reranker-v2-base-multilingual" }));
