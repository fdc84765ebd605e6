import type { Provider } from "@secondpass/core";
import { type Faults, kindOf, memberPath, quoted } from "./faults.ts";
import { didYouMean } from "./nearest.ts";
import { isPlainObject, type PlainObject } from "./plain-object.ts";
import type { Providers } from "./reranker-config.ts";

/** What a configuration is read with. */
export interface Reading {
  readonly providers: Providers;
  readonly faults: Faults;
  /** Names of entries, which a fallback may be. */
  readonly entries: readonly string[];
}

/** A provider by name with its options, checked by the provider. */
export interface Target {
  readonly provider: string;
  readonly options: unknown;
}

/** Reads "provider" or "provider:tail". What is wrong with it is added to the faults. */
export function readShorthand(text: string, path: string, reading: Reading): Target | undefined {
  const colon = text.indexOf(":");
  const name = colon < 0 ? text : text.slice(0, colon);
  const provider = providerNamed(name, path, reading);
  if (!provider) return undefined;
  if (name === text) return parsed(name, provider, () => ({}), path, reading);
  const tail = text.slice(colon + 1);
  if (tail.trim() === "") {
    reading.faults.add(path, `nothing follows the colon in ${quoted(text)}; write ${quoted(name)} for the defaults`);
    return undefined;
  }
  return parsed(name, provider, () => fieldsOf(tail, provider), path, reading);
}

/** Reads an object's `provider`, and the provider's own options out of the keys that are not ours. */
export function readTarget(
  name: unknown,
  options: PlainObject,
  path: string,
  reading: Reading,
  ours: readonly string[],
): Target | undefined {
  const at = memberPath(path, "provider");
  if (typeof name !== "string") {
    const known = Object.keys(reading.providers).join(", ");
    reading.faults.add(at, `must be the name of a provider, is ${kindOf(name)}; known: ${known}`);
    return undefined;
  }
  const provider = providerNamed(name, at, reading);
  return provider && parsed(name, provider, () => options, path, reading, ours);
}

function providerNamed(name: string, path: string, { providers, faults, entries }: Reading): Provider | undefined {
  const provider = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (provider) return provider;
  const known = Object.keys(providers);
  const hint = name.includes(":") ? "" : didYouMean(name, [...known, ...entries]);
  const named = entries.length === 0 ? "" : `; entries: ${entries.join(", ")}`;
  faults.add(path, `there is no provider ${quoted(name)}; known: ${known.join(", ")}${named}.${hint}`);
  return undefined;
}

function fieldsOf(tail: string, provider: Provider): unknown {
  return provider.shorthand ? provider.shorthand(tail) : { model: tail };
}

function parsed(
  name: string,
  provider: Provider,
  input: () => unknown,
  path: string,
  { faults }: Reading,
  ours: readonly string[] = [],
): Target | undefined {
  let fields: unknown;
  try {
    fields = input();
    return { provider: name, options: provider.parse(fields) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    faults.add(path, `${message}${misspelt(fields, message, ours)}`);
    return undefined;
  }
}

/** The provider was handed a key that it does not know, and that may have been meant for us. */
function misspelt(fields: unknown, message: string, ours: readonly string[]): string {
  if (!isPlainObject(fields)) return "";
  const hints = Object.keys(fields)
    .filter((key) => message.includes(key))
    .map((key) => didYouMean(key, ours));
  return hints.find((hint) => hint !== "") ?? "";
}
