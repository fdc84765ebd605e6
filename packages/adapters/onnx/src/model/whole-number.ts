import { loadError } from "./load-error.ts";
import type { JsonObject } from "./read-json.ts";

/**
 * A whole number from `least` up that a file must hold.
 *
 * @param file the path, for messages.
 * @throws RerankError `model_load` saying what is there instead.
 */
export function wholeNumberIn(object: JsonObject, name: string, file: string, least: number): number {
  const value = object[name];
  if (Number.isInteger(value) && (value as number) >= least) return value as number;
  const fault =
    value === undefined || value === null
      ? `has no ${name}`
      : `holds ${JSON.stringify(value)} as ${name}, which must be a whole number from ${least} up`;
  throw loadError(`${file} ${fault}; take the file over from where the model comes from`);
}
