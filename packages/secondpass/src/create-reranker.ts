import {
  createReranker as create,
  namedProviders,
  type RerankerConfig,
  type StackSurroundings,
} from "@secondpass/config";
import type { ResilientReranker } from "@secondpass/resilience";
import { defaultReranker } from "./default-reranker.ts";
import type { KnownProviders } from "./known-providers.ts";
import { loadProviders } from "./load-providers.ts";

/**
 * Makes the stack that a configuration describes, with every provider at hand; the package of one is loaded only where it is
 * named. Without a configuration the bundled local model serves where it is installed, else "lexical".
 *
 * @throws RerankError `misconfigured` with every fault: its path, what is allowed, and the nearest valid name; or saying what to
 *   install.
 */
export async function createReranker(
  config?: RerankerConfig<KnownProviders>,
  surroundings: StackSurroundings = {},
): Promise<ResilientReranker> {
  const given = config ?? (defaultReranker().shorthand as keyof KnownProviders);
  return create(given, await loadProviders(namedProviders({ reranker: given })), surroundings);
}
