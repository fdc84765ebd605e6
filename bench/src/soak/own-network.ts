import { spawnSync } from "node:child_process";

/** Namespaces of their own: nothing that happens in them is seen outside, and they end with the last process in them. */
const unshare = ["--net", "--mount"] as const;

/** How a process is forked into a network and a file system of its own. */
export function inOwnNetwork(nodeArgs: readonly string[]): { readonly execPath: string; readonly execArgv: string[] } {
  return { execPath: "unshare", execArgv: [...unshare, process.execPath, ...nodeArgs] };
}

/** Why there can be none here; undefined where there can. */
export function whyNoNetwork(): string | undefined {
  const { status, error, stderr } = spawnSync("unshare", [...unshare, "ip", "link", "set", "lo", "up"], {
    encoding: "utf8",
  });
  if (status === 0) return undefined;
  return `no network namespaces: ${error?.message ?? stderr.trim()}`;
}

/**
 * Runs a command, such as `ip` or `nft`.
 *
 * @throws Error with what it said, where it failed.
 */
export function command(program: string, ...args: readonly string[]): void {
  const { status, error, stderr } = spawnSync(program, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error?.message ?? stderr.trim()}`);
}

/** Whether a program is there. */
export function has(program: string): boolean {
  return spawnSync(program, ["--version"]).error === undefined;
}
