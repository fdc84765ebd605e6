import { loadedOpossum } from "./loaded-opossum.ts";
import { findOut, type MatrixResults } from "./results.ts";

// Run by scripts/opossum-matrix.js on each Node: prints what came of every code, as JSON.
const codes = await findOut();
const results: MatrixResults = { node: process.version, opossum: loadedOpossum(), codes };
process.stdout.write(JSON.stringify(results));
