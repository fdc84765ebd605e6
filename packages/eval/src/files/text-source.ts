import { InputError } from "../input-error.ts";
import type { Texts } from "../types.ts";
import type { NamedFile } from "./named-file.ts";
import { readNamedTexts } from "./read-texts.ts";

/** Where texts come from: a file of their own, or the run. */
export interface TextSource {
  /** For messages. */
  readonly from: string;
  /** @param wanted the others need not be read. */
  read(wanted?: { has(id: string): boolean }): Promise<Texts>;
}

/**
 * The source of some texts.
 *
 * @param what "queries" or "corpus".
 * @throws InputError where there is none.
 */
export function textSource(
  what: "queries" | "corpus",
  file: NamedFile | undefined,
  withRun: Texts | undefined,
  run = "",
): TextSource {
  if (file) return { from: file.name, read: (wanted) => readNamedTexts(file, { wanted }) };
  if (withRun) return { from: run, read: async () => withRun };
  const texts = what === "corpus" ? "documents" : what;
  throw new InputError(`the texts of the ${texts} are missing: name the file that holds them (${what})`);
}
