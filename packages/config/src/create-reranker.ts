import type { ResilientReranker } from "@secondpass/resilience";
import { buildStack, type StackSurroundings } from "./build-stack.ts";
import { createFaults } from "./faults.ts";
import { planStack } from "./plan-stack.ts";
import { readEntry } from "./read-entry.ts";
import type { Providers, RerankerConfig } from "./reranker-config.ts";

/**
 * Makes the stack that a configuration describes: each reranker with a limit for an attempt, a breaker and retries of its own,
 * one after the other within one budget, and at the end first-stage order. It asks nobody: `warmup()` and the first call do.
 * Make one for the whole process and close it at the end; closing it closes all its rerankers. Its
 * `breakers` can be watched and forced.
 *
 * @param providers those that the configuration may name, by the names that it uses.
 * @throws RerankError `misconfigured` with every fault: its path, what is allowed, and the nearest valid name.
 */
export async function createReranker<const P extends Providers>(
  config: RerankerConfig<P>,
  providers: P,
  surroundings: StackSurroundings = {},
): Promise<ResilientReranker> {
  const faults = createFaults();
  const draft = readEntry(config, "", { providers, faults, entries: [] });
  const plan = draft && planStack(draft, undefined, { faults, entry: () => undefined });
  faults.throwIfAny();
  // Without faults there is a plan.
  return buildStack(plan as NonNullable<typeof plan>, providers, surroundings);
}
