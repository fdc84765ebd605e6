// @ts-check
// npm run mutate: changes the critical modules in every small way, and says which changes no test notices.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root, setUp } from "../set-up.js";
import { describeMutant } from "./describe-mutant.js";
import { modules } from "./modules.js";
import { readOptions } from "./read-options.js";
import { advice, complaintsOf, heading, rowOf } from "./report.js";
import { sortMutants } from "./sort-mutants.js";
import { writePage } from "./write-page.js";

const { chosen, concurrency } = readOptions(process.argv.slice(2));
setUp();
process.chdir(root);
// Not before: it needs what the set-up installs.
const { runStryker } = await import("./run-stryker.js");
/** @type {readonly import("./sort-mutants.js").Ignored[]} */
const ignored = JSON.parse(readFileSync("scripts/mutate/ignored.json", "utf8"));
/** @type {import("./report.js").Result[]} */
const results = [];
for (const module of chosen) {
  console.log(`\n== ${module.title}`);
  results.push({ title: module.title, sorted: await sortedOf(module) });
}
const { markdownTable } = await import("../../bench/dist/table.js");
const { provenance, thisMachine } = await import("../../bench/dist/machine.js");
const table = markdownTable(heading, results.map(rowOf));
console.log(`\n${table}`);
if (chosen.length === modules.length) writePage(table, provenance(thisMachine(), "npm run mutate"));
const complaints = results.flatMap(complaintsOf);
if (complaints.length > 0) console.error(`\n${complaints.join("\n\n")}\n\n${advice}`);
process.exitCode = complaints.length > 0 ? 1 : 0;

/** @param {import("./modules.js").Module} module */
async function sortedOf(module) {
  const mutants = await runStryker(module, concurrency);
  const sources = new Map(module.mutate.map((file) => [file, readFileSync(join(root, file), "utf8")]));
  const entries = ignored.filter(({ file }) => sources.has(file));
  return sortMutants(mutants, entries, (mutant) => {
    const file = relative(root, mutant.fileName).replaceAll("\\", "/");
    return describeMutant(mutant, file, sources.get(file) ?? "");
  });
}
