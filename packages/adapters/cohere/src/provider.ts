import type { Provider } from "@secondpass/core";
import { cohere } from "./cohere.ts";
import { type CohereOptions, checkCohereOptions } from "./options.ts";

/** Builds Cohere rerankers out of configuration; "cohere:rerank-v3.5" names the model. */
export const cohereProvider: Provider<CohereOptions> = {
  parse: (input) => checkCohereOptions(input, true),
  shorthand: (tail) => ({ model: tail }),
  create: cohere,
};
