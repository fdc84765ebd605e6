import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createReranker, didYouMean, type RerankerConfig } from "@secondpass/config";
import type { Reranker } from "@secondpass/core";
import { type OpenedConfig, openConfig } from "../config-file/open-config.ts";
import { defaultReranker } from "../default-reranker.ts";
import type { KnownProviders } from "../known-providers.ts";
import { providers } from "../providers.ts";
import { resolveReranker } from "../resolve-reranker.ts";
import type { Io } from "./io.ts";
import { UsageError } from "./usage-error.ts";

/** What the command line says about rerankers. */
export interface RerankerChoice {
  /** `-r`. */
  readonly reranker?: string | undefined;
  /** `-c`: FILE or FILE#ENTRY. */
  readonly config?: string | undefined;
}

/** What that comes to: an entry of a configuration file, or a shorthand. */
export type Chosen =
  | { readonly kind: "entry"; readonly entry: string; readonly config: OpenedConfig }
  | {
      readonly kind: "shorthand";
      readonly shorthand: string;
      readonly from: string;
      readonly notice?: string | undefined;
    };

type Surroundings = Pick<Io, "cwd" | "env">;

/**
 * Which reranker is meant, in this order: `-r`, `-c FILE[#ENTRY]`, the environment's SECONDPASS_RERANKER, the default of the
 * configuration file in the working folder, the bundled model, lexical. A name is an entry of the file before it is a shorthand.
 *
 * @throws UsageError naming what is wrong with the choice or the file.
 */
export async function chooseReranker(choice: RerankerChoice, surroundings: Surroundings): Promise<Chosen> {
  const { env } = surroundings;
  if (choice.config !== undefined) {
    const { config, entry } = await openNamed(choice.config, surroundings);
    return choice.reranker === undefined
      ? { kind: "entry", entry, config }
      : byName(choice.reranker, "-r", async () => config);
  }
  const found = (): Promise<OpenedConfig | undefined> => opened({ cwd: surroundings.cwd });
  if (choice.reranker !== undefined) return byName(choice.reranker, "-r", found);
  if (env.SECONDPASS_RERANKER) return byName(env.SECONDPASS_RERANKER, "SECONDPASS_RERANKER", found);
  const config = await found();
  return config
    ? { kind: "entry", entry: config.parsed.default, config }
    : { kind: "shorthand", from: "-r", ...defaultReranker() };
}

/** Makes what was chosen: an entry as the stack that it describes, a shorthand as a bare reranker. */
export async function makeChosen(chosen: Chosen): Promise<Reranker> {
  try {
    if (chosen.kind === "shorthand") return await resolveReranker(chosen.shorthand);
    const { parsed, providers: known } = chosen.config;
    return await createReranker(parsed.rerankers[chosen.entry] as RerankerConfig<KnownProviders>, known);
  } catch (error) {
    const where = chosen.kind === "shorthand" ? chosen.from : `${chosen.config.name}#${chosen.entry}`;
    throw new UsageError(`${where}: ${messageOf(error)}`, { cause: error });
  }
}

/** Who degrades when the reranker fails: the command around a bare one; a stack does so by itself, or is strict and means it. */
export function failureOf({ kind }: Chosen): "first-stage" | "throw" {
  return kind === "entry" ? "throw" : "first-stage";
}

/** Opens FILE or FILE#ENTRY; the entry is the file's default where none is named. */
export async function openNamed(
  named: string,
  { cwd }: Pick<Io, "cwd">,
): Promise<{ readonly config: OpenedConfig; readonly entry: string; readonly entryNamed: boolean }> {
  const hash = existsSync(resolve(cwd, named)) ? -1 : named.lastIndexOf("#");
  const file = hash < 0 ? named : named.slice(0, hash);
  const config = (await opened({ cwd, file })) as OpenedConfig;
  if (hash < 0) return { config, entry: config.parsed.default, entryNamed: false };
  const entry = named.slice(hash + 1);
  if (isEntry(config, entry)) return { config, entry, entryNamed: true };
  const entries = entriesOf(config);
  const hint = didYouMean(entry, entries);
  throw new UsageError(
    `-c: there is no entry ${JSON.stringify(entry)} in ${file}; known: ${entries.join(", ")}.${hint}`,
  );
}

/** Opens a configuration file for a command, where there is one. What is wrong with it is wrong usage. */
export async function opened(location: {
  readonly cwd: string;
  readonly file?: string;
}): Promise<OpenedConfig | undefined> {
  try {
    return await openConfig(location);
  } catch (error) {
    throw new UsageError(messageOf(error), { cause: error });
  }
}

async function byName(name: string, from: string, open: () => Promise<OpenedConfig | undefined>): Promise<Chosen> {
  // No entry has a colon in its name, so that a shorthand with one needs no file.
  const config = name.includes(":") ? undefined : await open();
  if (config && isEntry(config, name)) return { kind: "entry", entry: name, config };
  if (config && !Object.hasOwn(providers, name)) {
    const entries = entriesOf(config);
    const known = Object.keys(providers);
    const what = `there is no reranker ${JSON.stringify(name)}; entries of ${config.name}: ${entries.join(", ")}`;
    throw new UsageError(
      `${from}: ${what}; providers: ${known.join(", ")}.${didYouMean(name, [...entries, ...known])}`,
    );
  }
  return { kind: "shorthand", shorthand: name, from };
}

function isEntry(config: OpenedConfig, name: string): boolean {
  return Object.hasOwn(config.parsed.rerankers, name);
}

function entriesOf(config: OpenedConfig): readonly string[] {
  return Object.keys(config.parsed.rerankers);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
