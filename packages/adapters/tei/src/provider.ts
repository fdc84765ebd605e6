import type { Provider } from "@secondpass/core";
import { checkTeiOptions, type TeiOptions } from "./options.ts";
import { tei } from "./tei.ts";

/**
 * Builds `tei` from configuration: `{ "provider": "tei", "url": "http://localhost:8080" }`, or "tei:http://localhost:8080".
 *
 * `parse` throws a RerankError `misconfigured` that names the option and what it may be.
 */
export const teiProvider: Provider<TeiOptions> = {
  parse: (input) => checkTeiOptions(input, true),
  shorthand: (tail) => ({ url: tail }),
  create: tei,
};
