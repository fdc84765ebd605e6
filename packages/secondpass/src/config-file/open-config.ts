import { dirname, resolve } from "node:path";
import { explainConfig, type FilePlan, namedProviders, type ParsedConfig, parseConfig } from "@secondpass/config";
import { isRerankError, rerankError } from "@secondpass/core";
import type { KnownProviders } from "../known-providers.ts";
import { loadProviders } from "../load-providers.ts";
import { findConfig } from "./find-config.ts";
import { inlineCalibrations } from "./inline-calibrations.ts";
import { readConfigFile } from "./read-config-file.ts";

/** Where a configuration is looked for. */
export interface ConfigLocation {
  /** Default: the process's working folder. */
  readonly cwd?: string | undefined;
  /** A file, relative to `cwd`. Default: the one file in `cwd` called `secondpass.config` with .json, .yaml, .ts, .js or their kin. */
  readonly file?: string | undefined;
}

/** A configuration file, checked. */
export interface OpenedConfig {
  /** Absolute. */
  readonly file: string;
  /** As the user named it, for messages. */
  readonly name: string;
  readonly parsed: ParsedConfig<KnownProviders>;
  readonly plan: FilePlan;
  /** Of which those that the file names are loaded. */
  readonly providers: KnownProviders;
}

/**
 * Finds, reads and checks a configuration file.
 *
 * @returns undefined where no file was named and none is there.
 * @throws RerankError `misconfigured` naming the file and its faults.
 */
export async function openConfig({ cwd = process.cwd(), file }: ConfigLocation): Promise<OpenedConfig | undefined> {
  const name = file ?? findConfig(cwd);
  if (name === undefined) return undefined;
  const path = resolve(cwd, name);
  const content = await readConfigFile(path, name);
  const providers = await loadProviders(namedProviders(content));
  try {
    const input = await inlineCalibrations(content, dirname(path));
    return {
      file: path,
      name,
      parsed: parseConfig(input, providers),
      plan: explainConfig(input, providers),
      providers,
    };
  } catch (error) {
    if (!isRerankError(error)) throw error;
    throw rerankError(error.code, `${name}: ${error.message}`, { cause: error });
  }
}
