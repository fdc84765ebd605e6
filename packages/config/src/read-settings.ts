import { checkValue } from "./check-value.ts";
import type { Given, GivenSettings } from "./draft.ts";
import { type Faults, memberPath } from "./faults.ts";
import { isPlainObject } from "./plain-object.ts";
import { nestedKeys, resilienceDefaults, resilienceShape, stackShape } from "./settings-schema.ts";

/** The names of settings that every reranker may have. */
export const resilienceKeys: readonly string[] = Object.keys(resilienceShape);

/** The names of settings that only an entry has. */
export const stackKeys: readonly string[] = Object.keys(stackShape);

/** What an entry says of its whole stack. */
export interface GivenStack {
  readonly budgetMs?: Given<number>;
  readonly strict?: Given<boolean>;
}

/** A key of the configuration with its value. */
export type Entry = readonly [key: string, value: unknown];

/** Reads the settings of one reranker. */
export function readResilience(entries: readonly Entry[], path: string, faults: Faults): GivenSettings {
  const good = goodValues(entries, path, resilienceShape, faults);
  const attemptTimeoutMs = good.get("attemptTimeoutMs") as Given<number> | undefined;
  const retries = nested<number>(good.get("retry"), "retries", resilienceDefaults.retries);
  const resetTimeoutMs = nested<number>(
    good.get("circuitBreaker"),
    "resetTimeoutMs",
    resilienceDefaults.resetTimeoutMs,
  );
  return {
    ...(attemptTimeoutMs && { attemptTimeoutMs }),
    ...(retries && { retries: { ...retries, value: retries.value === false ? 0 : retries.value } }),
    ...(resetTimeoutMs && { resetTimeoutMs }),
  };
}

/** Reads the settings of a whole stack. */
export function readStack(entries: readonly Entry[], path: string, faults: Faults): GivenStack {
  return Object.fromEntries(goodValues(entries, path, stackShape, faults));
}

function goodValues(
  entries: readonly Entry[],
  path: string,
  shape: typeof resilienceShape | typeof stackShape,
  faults: Faults,
): ReadonlyMap<string, Given<unknown>> {
  const schemas = new Map(Object.entries(shape));
  return new Map(
    entries.flatMap(([key, value]) => {
      const schema = schemas.get(key);
      const where = { path: memberPath(path, key), value, known: nestedKeys[key] ?? [], faults };
      return schema && checkValue(schema, where) ? [[key, { value, path: where.path }]] : [];
    }),
  );
}

/** The one value of an object that stands for a guard; false switches the guard off, an empty object means the default. */
function nested<T>(given: Given<unknown> | undefined, key: string, standard: T): Given<T | false> | undefined {
  if (given === undefined) return undefined;
  if (!isPlainObject(given.value)) return { value: false, path: given.path };
  const value = given.value[key] as T | undefined;
  return { value: value ?? standard, path: value === undefined ? given.path : memberPath(given.path, key) };
}
