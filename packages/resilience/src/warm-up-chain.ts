import { type CallOptions, errorFrom, type RerankError, treatments } from "@secondpass/core";
import { marginOf } from "./budget-shares.ts";
import type { FallbackChain } from "./fallback-chain.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Warms up everybody, at the same time, and throws only when all are through, so that whoever goes on in spite of it has
 * what could be had.
 *
 * What the reranker asked fails with is thrown. Of a fallback a wrong setting is thrown too (`auth`, `model_load`, …): at
 * start a person is looking, and it would stay unseen until the outage that the fallback is there for. A fallback that is
 * merely unwell does not stop the start, since it is asked only when things go wrong, and may be well by then; it is told as an
 * `attempt` event and as a process warning.
 */
export async function warmUpChain(chain: FallbackChain, options: CallOptions): Promise<void> {
  const { members, clock, open } = chain;
  const start = clock.now();
  const budgetMs = options.timeoutMs ?? Number.POSITIVE_INFINITY;
  const graceMs = marginOf(budgetMs) / 2;
  const turn = { limitMs: budgetMs - 2 * graceMs, graceMs, clock, open };
  const failures = await Promise.all(
    members.map(async ({ reranker }) => {
      try {
        await takeTurn(reranker.id, (mine) => reranker.warmup(mine), options, turn);
        return undefined;
      } catch (thrown) {
        return { thrown, durationMs: clock.now() - start };
      }
    }),
  );
  let wrong: RerankError | undefined;
  for (const [at, failure] of failures.entries()) {
    if (!failure) continue;
    if (at === 0 || options.signal?.aborted) throw failure.thrown;
    const id = (members[at] as (typeof members)[number]).reranker.id;
    const error = errorFrom(failure.thrown, id);
    tell(chain, id, error, failure.durationMs);
    if (treatments[error.code].inStack !== "fall-back") wrong ??= error;
  }
  if (wrong) throw wrong;
}

function tell({ emit }: FallbackChain, rerankerId: string, error: RerankError, durationMs: number): void {
  const { code: result, status } = error;
  emit({ type: "attempt", rerankerId, result, durationMs, ...(status === undefined ? {} : { status }) });
  if (treatments[result].inStack !== "fall-back") return;
  process.emitWarning(
    `the fallback ${rerankerId} did not warm up (${result}); it is asked all the same when it is needed`,
    {
      type: "SecondpassWarning",
    },
  );
}
