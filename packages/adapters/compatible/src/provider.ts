import { type Provider, rerankError } from "@secondpass/core";
import { compatible } from "./compatible.ts";
import { dialects } from "./dialects.ts";
import { type CompatibleOptions, checkCompatibleOptions } from "./options.ts";

/**
 * Builds `compatible` from configuration: `{ "provider": "compatible", "dialect": { … }, "url": "…" }`.
 *
 * `parse` throws a RerankError `misconfigured` that names the option, or the path within the dialect, and what it may be. There is
 * no shorthand: the known dialects have one under their own names.
 */
export const compatibleProvider: Provider<CompatibleOptions> = {
  parse: (input) => checkCompatibleOptions(input, true),
  shorthand(tail) {
    const known = Object.keys(dialects).map((name) => `"${name}:…"`);
    const message = `compatible has no shorthand, so "compatible:${tail}" says nothing; use ${known.join(", ")}, or an object with "dialect"`;
    throw rerankError("misconfigured", message, { provider: "compatible" });
  },
  create: compatible,
};
