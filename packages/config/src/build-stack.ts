import { type Provider, type Reranker, rerankError } from "@secondpass/core";
import type { Providers } from "./reranker-config.ts";
import { resilient, type StackSurroundings } from "./resilient.ts";
import type { PlannedReranker, StackPlan } from "./stack-plan.ts";

export type { StackSurroundings } from "./resilient.ts";

/** Makes every reranker of a plan and stacks them. Where one cannot be made, those made before it are closed. */
export async function buildStack(
  plan: StackPlan,
  providers: Providers,
  surroundings: StackSurroundings,
): Promise<Reranker> {
  const made: Reranker[] = [];
  try {
    for (const planned of plan.rerankers) made.push(await makeOne(planned, providers));
    return stacked(plan, made, surroundings);
  } catch (error) {
    await Promise.allSettled(made.map((reranker) => reranker.close()));
    throw error;
  }
}

function makeOne({ provider: name, options }: PlannedReranker, providers: Providers): Reranker | Promise<Reranker> {
  const provider: Provider | undefined = Object.hasOwn(providers, name) ? providers[name] : undefined;
  if (!provider) throw rerankError("misconfigured", `there is no provider ${JSON.stringify(name)}`);
  return provider.create(options);
}

function stacked(
  { rerankers, budgetMs, strict }: StackPlan,
  made: readonly Reranker[],
  surroundings: StackSurroundings,
) {
  const guarded = rerankers.map((planned, at) => ({ reranker: made[at] as Reranker, ...guardsOf(planned) }));
  const [{ reranker, ...guards }, ...fallbacks] = guarded as [(typeof guarded)[0], ...typeof guarded];
  return resilient(reranker, {
    ...surroundings,
    ...guards,
    fallbacks,
    budgetMs: budgetMs.value,
    strict: strict.value,
  });
}

function guardsOf({ attemptTimeoutMs, retries, resetTimeoutMs }: PlannedReranker) {
  const { value } = resetTimeoutMs;
  return {
    attemptTimeoutMs: attemptTimeoutMs.value,
    retry: retries.value === 0 ? (false as const) : { retries: retries.value },
    circuitBreaker: value === false ? (false as const) : { resetTimeoutMs: value },
  };
}
