// @ts-check
// npm run mutations -- [COUNT] [FILTER…]: puts so many mutated answers before every adapter over HTTP; a million unless COUNT says
// otherwise, which takes some minutes an adapter. FILTER: only the test files whose path matches. Seeds start where npm test's do.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, setUp } from "./set-up.js";

const [first = "", ...rest] = process.argv.slice(2);
if (first === "--help") {
  console.log("npm run mutations -- [COUNT] [FILTER…]    COUNT: mutated answers per adapter, default 1000000");
  process.exit();
}
const counted = /^\d+$/.test(first);
const count = counted ? first : "1000000";
const filters = [...(counted || first === "" ? [] : [first]), ...rest];
setUp();
const law = "whatever a mutated answer holds";
const vitest = join(root, "node_modules/vitest/vitest.mjs");
const args = [vitest, "run", "-t", law, "--reporter=verbose", ...(filters.length > 0 ? filters : ["http.test.ts"])];
const { status } = spawnSync(process.execPath, args, {
  cwd: root,
  env: { ...process.env, SECONDPASS_MUTATIONS: count },
  stdio: "inherit",
});
process.exitCode = status ?? 130;
