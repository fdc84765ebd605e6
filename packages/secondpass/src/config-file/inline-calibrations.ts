import { resolve } from "node:path";
import { rerankError } from "@secondpass/core";
import { reasonOf } from "./read-config-file.ts";
import { readJson } from "./read-json.ts";

/**
 * Puts what calibration files hold in the place of their paths, in every entry and fallback of a configuration. Everything else is left
 * as it is, to be checked later.
 *
 * @param folder that the paths are relative to.
 * @throws RerankError `misconfigured` naming the place in the configuration, the file and what is wrong with it.
 */
export async function inlineCalibrations(input: unknown, folder: string): Promise<unknown> {
  if (!isObject(input)) return input;
  const { reranker, rerankers } = input;
  return {
    ...input,
    ...(reranker === undefined ? {} : { reranker: await ofEntry(reranker, "reranker", folder) }),
    ...(isObject(rerankers) ? { rerankers: await ofEntries(rerankers, folder) } : {}),
  };
}

async function ofEntries(rerankers: Readonly<Record<string, unknown>>, folder: string): Promise<unknown> {
  const entries = Object.entries(rerankers).map(
    async ([name, entry]) => [name, await ofEntry(entry, `rerankers.${name}`, folder)] as const,
  );
  // fromEntries defines what an assignment to `__proto__` would not.
  return Object.fromEntries(await Promise.all(entries));
}

async function ofEntry(entry: unknown, path: string, folder: string): Promise<unknown> {
  const inlined = await ofMember(entry, path, folder);
  if (!isObject(inlined) || !Array.isArray(inlined.fallback)) return inlined;
  const fallbacks: readonly unknown[] = inlined.fallback;
  const fallback = fallbacks.map((one, at) => ofMember(one, `${path}.fallback[${at}]`, folder));
  return { ...inlined, fallback: await Promise.all(fallback) };
}

async function ofMember(member: unknown, path: string, folder: string): Promise<unknown> {
  if (!isObject(member)) return member;
  const { calibration } = member;
  if (isObject(calibration)) return { ...member, calibration: withTextForTime(calibration) };
  if (typeof calibration !== "string") return member;
  return { ...member, calibration: await readCalibration(calibration, `${path}.calibration`, folder) };
}

/** YAML takes a time without quotes for a date. */
function withTextForTime(calibration: Readonly<Record<string, unknown>>): unknown {
  const { madeAt } = calibration;
  return madeAt instanceof Date ? { ...calibration, madeAt: madeAt.toISOString() } : calibration;
}

async function readCalibration(file: string, path: string, folder: string): Promise<unknown> {
  try {
    return await readJson(resolve(folder, file));
  } catch (error) {
    throw rerankError("misconfigured", `${path}: ${JSON.stringify(file)}: ${reasonOf(error)}`, { cause: error });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
