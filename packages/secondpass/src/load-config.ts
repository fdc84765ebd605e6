import type { ParsedConfig } from "@secondpass/config";
import { type ConfigLocation, openConfig } from "./config-file/open-config.ts";
import type { KnownProviders } from "./known-providers.ts";

/** What a configuration file says, checked, and which file it is. */
export interface LoadedConfig extends ParsedConfig<KnownProviders> {
  /** Absolute. */
  readonly file: string;
}

/**
 * Reads `secondpass.config.json`, `.yaml`, `.ts` or `.js` (or .jsonc, .yml, .mts, .mjs, .cjs) and checks it. Its entries go into
 * `createReranker`. Only the named folder is searched; nothing is merged with it, no .env file is read.
 *
 * @returns undefined where no file was named and none is there.
 * @throws RerankError `misconfigured` naming the file with every fault in it, or that there are several files.
 */
export async function loadConfig(location: ConfigLocation = {}): Promise<LoadedConfig | undefined> {
  const opened = await openConfig(location);
  return opened && { file: opened.file, ...opened.parsed };
}
