import type { Provider } from "@secondpass/core";
import { lexical } from "./lexical.ts";
import { checkOptions, type LexicalOptions, misconfigured } from "./options.ts";

/**
 * Builds `lexical` from configuration: `{ "provider": "lexical", "k1": 0.9, "b": 0.4 }`, or "lexical" or "lexical:bm25" for
 * the defaults.
 *
 * `parse` and `shorthand` throw a RerankError `misconfigured` that names the path and what is allowed.
 */
export const lexicalProvider: Provider<LexicalOptions> = {
  parse: checkOptions,
  shorthand(tail) {
    if (tail === "bm25") return {};
    throw misconfigured(`unknown shorthand ${JSON.stringify(`lexical:${tail}`)}; allowed: "lexical", "lexical:bm25"`);
  },
  create: lexical,
};
