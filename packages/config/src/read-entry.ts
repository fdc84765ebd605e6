import type { Draft, EntryDraft, FallbackDraft } from "./draft.ts";
import { kindOf, memberPath, quoted } from "./faults.ts";
import { didYouMean } from "./nearest.ts";
import { entriesOf, isPlainObject } from "./plain-object.ts";
import { readCalibration } from "./read-calibration.ts";
import { type Reading, readShorthand, readTarget } from "./read-provider.ts";
import { type Entry, readResilience, readStack, resilienceKeys, stackKeys } from "./read-settings.ts";
import { laterKeys } from "./settings-schema.ts";

/** The end of every stack that is not strict. */
const firstStage = "first-stage";

const memberKeys: readonly string[] = ["provider", "calibration", ...resilienceKeys];
const entryKeys: readonly string[] = [...memberKeys, ...stackKeys, "fallback"];

/** Reads an entry: a shorthand, or an object. Its faults are added; undefined where its reranker cannot be told. */
export function readEntry(value: unknown, path: string, reading: Reading): EntryDraft | undefined {
  if (typeof value === "string") {
    const target = readShorthand(value, path, reading);
    return target && { path, ...target, settings: {}, fallbacks: [] };
  }
  if (!isPlainObject(value)) {
    reading.faults.add(
      path,
      `must be a text such as "provider:model" or an object with "provider", is ${kindOf(value)}`,
    );
    return undefined;
  }
  const entries = entriesOf(value, path, reading.faults);
  const member = readMember(entries, path, reading, entryKeys);
  const stack = readStack(entries, path, reading.faults);
  const given = entries.find(([key]) => key === "fallback");
  const fallbacks = given ? readFallbacks(given[1], memberPath(path, "fallback"), stack.strict?.value, reading) : [];
  return member && { ...member, ...stack, fallbacks };
}

function readMember(
  entries: readonly Entry[],
  path: string,
  reading: Reading,
  ours: readonly string[],
): Draft | undefined {
  for (const [key] of entries) if (laterKeys.includes(key)) refuseLater(key, path, reading);
  const settings = readResilience(entries, path, reading.faults);
  const calibration = readCalibration(entries, path, reading.faults);
  const name = entries.find(([key]) => key === "provider")?.[1];
  const known = [...entryKeys, ...laterKeys];
  const options = Object.fromEntries(entries.filter(([key]) => !known.includes(key)));
  const target = readTarget(name, options, path, reading, ours);
  return target && { path, ...target, settings, ...(calibration && { calibration }) };
}

/** Says that a key is known, and not taken yet. */
export function refuseLater(key: string, path: string, { faults }: Pick<Reading, "faults">): void {
  faults.add(memberPath(path, key), `${quoted(key)} is not there yet: a later package brings it; take it out`);
}

function readFallbacks(
  value: unknown,
  path: string,
  strict: boolean | undefined,
  reading: Reading,
): readonly FallbackDraft[] {
  if (!Array.isArray(value)) {
    reading.faults.add(path, `must be a list, is ${kindOf(value)}`);
    return [];
  }
  const list: readonly unknown[] = value;
  return list.flatMap((one, at) => {
    const where = memberPath(path, at);
    if (one !== firstStage) return readFallback(one, where, reading) ?? [];
    if (at < list.length - 1) reading.faults.add(where, '"first-stage" never fails, so it can only be the last');
    if (strict) reading.faults.add(where, '"first-stage" and "strict": true exclude each other');
    return [];
  });
}

function readFallback(value: unknown, path: string, reading: Reading): FallbackDraft | undefined {
  if (typeof value === "string") return readNamed(value, path, reading);
  if (!isPlainObject(value)) {
    const allowed = `a text such as "provider:model", an object with "provider", or "first-stage" at the end`;
    reading.faults.add(path, `must be ${allowed}, is ${kindOf(value)}`);
    return undefined;
  }
  const entries = entriesOf(value, path, reading.faults);
  for (const [key] of entries) {
    if (stackKeys.includes(key)) reading.faults.add(memberPath(path, key), "belongs to the entry, not to a fallback");
    if (key === "fallback")
      reading.faults.add(memberPath(path, key), "a fallback has none of its own; list them after it");
  }
  return readMember(entries, path, reading, memberKeys);
}

function readNamed(text: string, path: string, reading: Reading): FallbackDraft | undefined {
  if (reading.entries.includes(text)) return { path, entry: text };
  if (didYouMean(text, [firstStage]) !== "") {
    reading.faults.add(path, `there is no reranker ${quoted(text)}.${didYouMean(text, [firstStage])}`);
    return undefined;
  }
  const target = readShorthand(text, path, reading);
  return target && { path, ...target, settings: {} };
}
