// @ts-check
// npm run example -- NAME, npm run bench -- NAME: sets up, then runs one of them; without a name, lists them.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root, setUp } from "./set-up.js";

const [folder = "examples", name, ...args] = process.argv.slice(2);
setUp();
const file = join(root, folder, "dist", `${name}.js`);
if (name === undefined || !existsSync(file)) {
  const known = readdirSync(join(root, folder, "dist")).flatMap(
    (entry) => /^(.*)(?<!\.test)\.js$/.exec(entry)?.[1] ?? [],
  );
  console.error(`${name === undefined ? "name one" : `there is no "${name}"`} of: ${known.join(", ")}`);
  process.exit(2);
}
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(process.execPath, [file, ...args], { cwd, stdio: "inherit" });
process.exitCode = status ?? 130;
