import { explainConfig } from "./explain-config.ts";
import type { ParsedConfig, Providers, RerankerConfig } from "./reranker-config.ts";
import type { PlannedReranker, Setting, StackPlan } from "./stack-plan.ts";

/**
 * Checks what a configuration file says, `{ default?, rerankers }` or `{ reranker }`, and makes it ready for `createReranker`:
 * shorthands become objects, and fallbacks that name another entry become what that is. `{ reranker }` becomes one entry,
 * "default". Without `default` the first entry is it.
 *
 * @throws RerankError `misconfigured` with every fault: its path, what is allowed, and the nearest valid name.
 */
export function parseConfig<const P extends Providers>(input: unknown, providers: P): ParsedConfig<P> {
  const plan = explainConfig(input, providers);
  const rerankers = Object.entries(plan.stacks).map(([name, stack]) => [name, configOf(stack)]);
  return { default: plan.default, rerankers: Object.fromEntries(rerankers) };
}

/** The configuration that comes to this plan: what is a default stays unsaid. */
function configOf({ rerankers: [first, ...fallbacks], budgetMs, strict }: StackPlan): RerankerConfig<Providers> {
  return {
    ...memberOf(first),
    ...given("budgetMs", budgetMs),
    ...given("strict", strict),
    ...(fallbacks.length === 0 ? {} : { fallback: fallbacks.map(memberOf) }),
  } as RerankerConfig<Providers>;
}

function memberOf(planned: PlannedReranker): object {
  const { provider, options, attemptTimeoutMs, retries, resetTimeoutMs, calibration } = planned;
  return {
    provider,
    ...(options as object),
    ...given("attemptTimeoutMs", attemptTimeoutMs),
    ...given("retry", retries, { retries: retries.value }),
    ...given("circuitBreaker", resetTimeoutMs, resetTimeoutMs.value && { resetTimeoutMs: resetTimeoutMs.value }),
    ...(calibration && given("calibration", calibration)),
  };
}

function given<T>(key: string, { origin, value }: Setting<T>, shown: unknown = value): object {
  return origin === "default" ? {} : { [key]: shown };
}
