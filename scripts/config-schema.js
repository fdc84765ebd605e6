// @ts-check
// npm run schema: writes the JSON Schema of configuration files out of the code that checks them; a test compares the two.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root, setUp } from "./set-up.js";

setUp();
const { configSchema } = await import("../packages/config/dist/config-schema.js");
const file = join(root, "packages/config/schema.json");
writeFileSync(file, JSON.stringify(configSchema()));
const biome = join(root, "node_modules/@biomejs/biome/bin/biome");
const { status } = spawnSync(process.execPath, [biome, "format", "--write", file], { cwd: root, stdio: "inherit" });
process.exitCode = status ?? 1;
