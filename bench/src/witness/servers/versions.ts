import { spawnSync } from "node:child_process";

/** What a program prints, in one line; undefined where it fails or is not there. */
export function said(program: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: "utf8" });
  return status === 0 ? stdout.trim() : undefined;
}

/** The version of a package that a Python has; undefined where it has none. */
export function pythonVersion(python: string, name: string): string | undefined {
  return said(python, ["-c", `import importlib.metadata as m; print(m.version(${JSON.stringify(name)}))`]);
}
