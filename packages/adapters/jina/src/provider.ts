import type { Provider } from "@secondpass/core";
import { jina } from "./jina.ts";
import { checkJinaOptions, type JinaOptions } from "./options.ts";

/**
 * Builds `jina` from configuration: `{ "provider": "jina", "model": "jina-reranker-v3.5" }`, or "jina" or
 * "jina:jina-reranker-v3.5".
 *
 * `parse` throws a RerankError `misconfigured` that names the option and what it may be.
 */
export const jinaProvider: Provider<JinaOptions> = {
  parse: (input) => checkJinaOptions(input, true),
  shorthand: (tail) => ({ model: tail }),
  create: jina,
};
