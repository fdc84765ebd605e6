import { type Check, type Finding, make } from "./check.ts";
import type { ServerProcess } from "./server-process.ts";

/** A server started in a certain way, and what is checked with it. */
export interface Scene {
  /** For progress: "with a key". */
  readonly title: string;
  start(): Promise<ServerProcess>;
  checks(server: ServerProcess): readonly Check[];
}

/** What came of a scene: its findings, or why its server did not start. */
export type Played = { readonly findings: readonly Finding[] } | { readonly notStarted: string };

/**
 * Starts a scene's server, makes its checks one after the other and ends it.
 *
 * @param onCheck told before each check.
 */
export async function playScene({ title, start, checks }: Scene, onCheck: (check: string) => void): Promise<Played> {
  onCheck(`starting ${title}`);
  let server: ServerProcess;
  try {
    server = await start();
  } catch (error) {
    return { notStarted: error instanceof Error ? error.message : String(error) };
  }
  const findings: Finding[] = [];
  try {
    for (const check of checks(server)) {
      onCheck(check.name);
      findings.push(await make(check));
    }
  } finally {
    await server.kill();
  }
  return { findings };
}
