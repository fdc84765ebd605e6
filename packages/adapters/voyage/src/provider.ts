import type { Provider } from "@secondpass/core";
import { checkVoyageOptions, type VoyageOptions } from "./options.ts";
import { voyage } from "./voyage.ts";

/** Builds Voyage rerankers out of configuration; "voyage:rerank-2.5" names the model. */
export const voyageProvider: Provider<VoyageOptions> = {
  parse: (input) => checkVoyageOptions(input, true),
  shorthand: (tail) => ({ model: tail }),
  create: voyage,
};
