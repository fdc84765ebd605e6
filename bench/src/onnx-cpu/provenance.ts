import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Instruction sets that decide how fast matrices are multiplied, as Linux names them. */
const telling = [
  "avx2",
  "fma",
  "avx_vnni",
  "avx512f",
  "avx512_vnni",
  "avx512_bf16",
  "amx_tile",
  "amx_int8",
  "amx_bf16",
];

/** Which of the telling instruction sets this processor has, and which it lacks; empty where Linux does not say. */
export function instructionSets(): readonly string[] {
  let flags: readonly string[];
  try {
    flags = /^(?:flags|Features)\s*:(.*)$/m.exec(readFileSync("/proc/cpuinfo", "utf8"))?.[1]?.trim().split(" ") ?? [];
  } catch {
    return [];
  }
  return telling.map((name) => (flags.includes(name) ? name : `no ${name}`));
}

/** Names and versions of what was compared. */
export function versions(python: string | undefined): readonly string[] {
  const node = ["@huggingface/transformers", "onnxruntime-node"].map((name) => `${name} ${versionOf(name)}`);
  return python === undefined ? node : [...node, ...pythonVersions(python)];
}

function versionOf(name: string): string {
  const require = createRequire(new URL("../../onnx-cpu/package.json", import.meta.url));
  const folder = require.resolve.paths(name)?.[0] ?? "";
  return JSON.parse(readFileSync(`${folder}/${name}/package.json`, "utf8")).version;
}

const askPython = `import platform, importlib.metadata as m
names = ["sentence-transformers", "torch", "transformers"]
print(", ".join(["Python " + platform.python_version()] + [n + " " + m.version(n) for n in names]))`;

/** What a Python has; empty where it lacks sentence-transformers. */
export function pythonVersions(python: string): readonly string[] {
  const { status, stdout } = spawnSync(python, ["-c", askPython], { encoding: "utf8" });
  return status === 0 ? [stdout.trim()] : [];
}
