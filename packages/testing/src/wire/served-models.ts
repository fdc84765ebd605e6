import type { ServerFlags } from "./dialect.ts";

/** The names of the models that a self-hosted server serves, the default one first. */
export function servedModels({ models }: ServerFlags): readonly [string, ...string[]] {
  const [first = "simulated-reranker", ...others] = models ?? [];
  return [first, ...others];
}
