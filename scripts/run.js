// @ts-check
// npm run example -- NAME, npm run bench -- NAME: sets up, then runs one of them; without a name, lists them.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root, setUp } from "./set-up.js";

const [folder = "examples", name, ...args] = process.argv.slice(2);
setUp();
const built = join(root, folder, "dist");
// One that is more than a file has a folder of its name: demo/demo.js.
const file = [`${name}.js`, `${name}/${name}.js`].map((path) => join(built, path)).find((path) => existsSync(path));
if (name === undefined || file === undefined) {
  const known = readdirSync(built).flatMap((entry) =>
    existsSync(join(built, entry, `${entry}.js`)) ? [entry] : (/^(.*)(?<!\.test)\.js$/.exec(entry)?.[1] ?? []),
  );
  console.error(`${name === undefined ? "name one" : `there is no "${name}"`} of: ${known.join(", ")}`);
  process.exit(2);
}
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(process.execPath, [file, ...args], { cwd, stdio: "inherit" });
process.exitCode = status ?? 130;
