import { testReranker } from "@secondpass/testing";
import { subjectOf } from "./__fixtures__/server.ts";

testReranker("voyage", subjectOf());
