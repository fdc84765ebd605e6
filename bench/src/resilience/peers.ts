import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The peers have a lockfile of their own, so that nobody installs them who does not measure. */
const script = new URL("../../resilience/peers.js", import.meta.url);

/** What `bench/resilience/peers.js` exports. */
export interface Peers {
  cockatielStack(standIn: () => Promise<unknown>): {
    call(ask: () => Promise<unknown>): Promise<unknown>;
    open(): void;
  };
  opossumBreaker(
    ask: (input: unknown) => Promise<unknown>,
    standIn: (input: unknown) => unknown,
  ): { call(input: unknown): Promise<unknown>; open(): void; close(): void };
}

/** cockatiel and plain opossum; undefined where they are not installed. */
export async function loadPeers(): Promise<Peers | undefined> {
  if (!existsSync(fileURLToPath(new URL("node_modules", script)))) return undefined;
  return import(script.href);
}
