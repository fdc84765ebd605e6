import { testReranker } from "@secondpass/testing";
import { subjectOf } from "./__fixtures__/server.ts";

testReranker("tei", subjectOf());
testReranker("tei with logits, in requests of three texts", subjectOf({ rawScores: true, maxDocuments: 3 }));
