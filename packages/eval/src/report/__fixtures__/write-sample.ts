// node packages/eval/src/report/__fixtures__/write-sample.ts FILE [QUERIES]
import { writeFileSync } from "node:fs";
import { renderReport } from "../../report.ts";
import { sampleResults } from "./sample-results.ts";

const [, , file = "sample.html", queries = "300"] = process.argv;
writeFileSync(file, renderReport(sampleResults({ queries: Number(queries) })));
