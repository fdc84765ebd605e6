// @ts-check
// npm start: sets up, then shows the sample collection reranked.
// npm start -- rank -q "…" FILE: sets up, then runs the secondpass command.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { root, setUp } from "./set-up.js";

setUp();
const args = process.argv.slice(2);
const program = args.length === 0 ? "examples/dist/demo/demo.js" : "packages/secondpass/bin/secondpass.js";
// Under npm, files are meant relative to the folder that the user typed in.
const cwd = process.env.INIT_CWD ?? process.cwd();
const { status } = spawnSync(process.execPath, [join(root, program), ...args], { cwd, stdio: "inherit" });
process.exitCode = status ?? 130;
