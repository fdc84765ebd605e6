import { testReranker } from "@secondpass/testing";
import { subjectOf } from "./__fixtures__/server.ts";
import { type DialectName, dialects } from "./dialects.ts";

for (const name of Object.keys(dialects) as DialectName[]) testReranker(name, subjectOf(name));
