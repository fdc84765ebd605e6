import type { EntryDraft } from "./draft.ts";
import { type Faults, kindOf, memberPath, quoted } from "./faults.ts";
import { didYouMean } from "./nearest.ts";
import { isPlainObject, objectEntries } from "./plain-object.ts";
import { planStack } from "./plan-stack.ts";
import { readEntry, refuseLater } from "./read-entry.ts";
import type { Reading } from "./read-provider.ts";
import type { Entry } from "./read-settings.ts";
import type { Providers } from "./reranker-config.ts";
import { laterKeys } from "./settings-schema.ts";
import type { StackPlan } from "./stack-plan.ts";

/** What a configuration file comes to. */
export interface FilePlan {
  /** The entry that serves where none is named. */
  readonly default: string;
  /** By entry, in the file's order. */
  readonly stacks: Readonly<Record<string, StackPlan>>;
}

/** What the one entry is called that `{ "reranker": … }` stands for. */
const onlyEntry = "default";

const topKeys: readonly string[] = ["$schema", "default", "rerankers", "reranker"];

/** An entry of the file before it is read. */
interface RawEntry {
  readonly name: string;
  readonly path: string;
  readonly value: unknown;
}

/** Reads a whole file; what is wrong is added to the faults, and the plan is good only where there are none. */
export function readFile(input: unknown, providers: Providers, faults: Faults): FilePlan {
  const top = objectEntries(input, "", faults, 'an object with "rerankers" or "reranker"');
  for (const [key] of top) checkTopKey(key, faults);
  const raw = rawEntries(top, input, faults);
  const reading: Reading = { providers, faults, entries: raw.map(({ name }) => name) };
  const drafts = new Map<string, EntryDraft>();
  for (const { name, path, value } of raw) {
    const draft = readEntry(value, path, reading);
    if (draft) drafts.set(name, draft);
  }
  const planning = { faults, entry: (name: string) => drafts.get(name) };
  const stacks = [...drafts].map(([name, draft]) => [name, planStack(draft, name, planning)] as const);
  return { default: defaultEntry(top, reading), stacks: Object.fromEntries(stacks) };
}

function checkTopKey(key: string, faults: Faults): void {
  if (laterKeys.includes(key)) refuseLater(key, "", { faults });
  else if (!topKeys.includes(key)) {
    faults.add(memberPath("", key), `there is no such key; known: ${topKeys.join(", ")}.${didYouMean(key, topKeys)}`);
  }
}

function rawEntries(top: readonly Entry[], input: unknown, faults: Faults): readonly RawEntry[] {
  const one = top.find(([key]) => key === "reranker");
  const many = top.find(([key]) => key === "rerankers");
  if (one && many) faults.add("reranker", "is short for one entry of rerankers, so there can be only one of the two");
  if (many) {
    const entries = objectEntries(many[1], "rerankers", faults, "an object with a reranker by each name");
    if (Object.keys(Object(many[1])).length === 0) faults.add("rerankers", "must have at least one entry");
    return entries.map(([name, value]) => named(name, value, faults));
  }
  if (one) return [{ name: onlyEntry, path: "reranker", value: one[1] }];
  if (isPlainObject(input)) faults.add("", 'must have "rerankers" (several, by name) or "reranker" (one)');
  return [];
}

function named(name: string, value: unknown, faults: Faults): RawEntry {
  const path = memberPath("rerankers", name);
  if (name.trim() !== name || name === "" || /[:#\p{Cc}]/u.test(name) || name === "first-stage") {
    faults.add(
      path,
      `${quoted(name)} cannot be a name: not empty, not "first-stage", without ":" and "#" and outer spaces`,
    );
  }
  return { name, path, value };
}

function defaultEntry(top: readonly Entry[], { entries, faults }: Reading): string {
  const [first = onlyEntry] = entries;
  const given = top.find(([key]) => key === "default")?.[1];
  if (given === undefined) return first;
  const named = entries.find((name) => name === given);
  if (named !== undefined) return named;
  const wrong = typeof given === "string" ? quoted(given) : kindOf(given);
  const hint = typeof given === "string" ? didYouMean(given, entries) : "";
  faults.add("default", `must be the name of an entry (${entries.join(", ")}), is ${wrong}.${hint}`);
  return first;
}
