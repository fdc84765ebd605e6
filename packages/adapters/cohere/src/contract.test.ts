import { testReranker } from "@secondpass/testing";
import { subjectOf } from "./__fixtures__/server.ts";

testReranker("cohere", subjectOf());
testReranker("cohere in requests of three documents", subjectOf({ maxDocuments: 3 }));
