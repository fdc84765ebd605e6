// @ts-check
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The root of the repository. */
export const root = fileURLToPath(new URL("..", import.meta.url));

/** Turbo runs the pnpm that is installed here, and neither phones home nor looks for news of itself. */
const environment = {
  ...process.env,
  PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env.PATH}`,
  TURBO_TELEMETRY_DISABLED: "1",
  DO_NOT_TRACK: "1",
  TURBO_NO_UPDATE_NOTIFIER: "1",
};

/**
 * Installs what the lockfile says, unless that has been done, and builds what has changed. Talks on standard error only;
 * ends the process where it fails.
 */
export function setUp() {
  requireNode();
  install();
  build();
}

/** Builds what has changed; ends the process where that fails. */
function build() {
  if (!turbo(["run", "build"])) process.exit(1);
}

/**
 * Runs turbo, quietly unless something fails.
 *
 * @param {readonly string[]} args
 * @returns {boolean} whether it succeeded
 */
export function turbo(args) {
  return runQuietly(process.execPath, [
    join(root, "node_modules/turbo/bin/turbo"),
    ...args,
    "--output-logs=errors-only",
  ]);
}

function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Node 20.19 or newer is needed; this is ${process.version}.`);
  process.exit(1);
}

function install() {
  const stampFile = join(root, "node_modules/.secondpass-set-up");
  const stamp = stampOfManifests();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  console.error(
    `Setting up: installing the locked dependencies with ${packageManager} (the first time takes about a minute) …`,
  );
  if (!runQuietly("npx", ["--yes", packageManager, "install", "--frozen-lockfile", "--reporter=append-only"])) {
    console.error(
      "Setting up failed: see above. It needs the npm registry; npm's own proxy and registry settings are used.",
    );
    process.exit(1);
  }
  writeFileSync(stampFile, stamp);
  console.error("Setting up: building …");
}

/** Changes whenever an installation would differ. */
function stampOfManifests() {
  const folders = [
    ".",
    "examples",
    "bench",
    ...children("packages"),
    ...children("packages/adapters"),
    ...children("packages/models"),
  ];
  const manifests = folders.map((folder) => join(folder, "package.json"));
  const hash = createHash("sha256").update(`${process.platform} ${process.arch} ${process.versions.modules}`);
  for (const file of ["pnpm-lock.yaml", "pnpm-workspace.yaml", ...manifests]) {
    if (existsSync(join(root, file))) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

/** @param {string} folder */
function children(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder)).map((name) => `${folder}/${name}`);
}

/**
 * Runs a command and shows what it printed only if it fails.
 *
 * @param {string} command
 * @param {readonly string[]} args
 */
function runQuietly(command, args) {
  const shell = process.platform === "win32" && command === "npx";
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: root,
    env: environment,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    shell,
  });
  if (status === 0) return true;
  console.error([stdout, stderr, error?.message].filter(Boolean).join("\n"));
  return false;
}
