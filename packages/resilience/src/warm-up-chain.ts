import { type CallOptions, errorFrom, type RerankError, treatments } from "@secondpass/core";
import { marginOf } from "./budget-shares.ts";
import type { FallbackChain } from "./fallback-chain.ts";
import type { FallbackMember } from "./fallback-member.ts";
import { takeTurn } from "./take-turn.ts";

/**
 * Warms up everybody, at the same time, and throws what the first call would have thrown, only when all are through, so that
 * whoever goes on in spite of it has what could be had.
 *
 * A wrong setting is thrown (`auth`, `model_load`, …), also a fallback's: at start a person is looking, and it would stay
 * unseen until the outage that the fallback is there for. Who is merely unwell does not stop the start, since the first call
 * would find somebody to stand in, and may find everybody well; it is told as an `attempt` event and as a process warning. Only
 * where the chain is strict and nobody is well is the failure of the reranker asked thrown.
 */
export async function warmUpChain(chain: FallbackChain, options: CallOptions): Promise<void> {
  const { members, clock, open } = chain;
  const start = clock.now();
  const budgetMs = options.timeoutMs ?? Number.POSITIVE_INFINITY;
  const graceMs = marginOf(budgetMs) / 2;
  const turn = { limitMs: budgetMs - 2 * graceMs, graceMs, clock, open };
  const failures = await Promise.all(
    members.map(async (member): Promise<Cold | undefined> => {
      const { reranker } = member;
      try {
        await takeTurn(reranker.id, (mine) => reranker.warmup(mine), options, turn);
        return undefined;
      } catch (thrown) {
        return { member, thrown, durationMs: clock.now() - start };
      }
    }),
  );
  const cold = failures.filter((failure) => failure !== undefined);
  if (cold[0] && options.signal?.aborted) throw cold[0].thrown;
  judge(chain, cold);
}

/** Who did not warm up. */
interface Cold {
  readonly member: FallbackMember;
  readonly thrown: unknown;
  readonly durationMs: number;
}

/** @throws what the first call would have. */
function judge(chain: FallbackChain, cold: readonly Cold[]): void {
  let wrong: RerankError | undefined;
  for (const { member, thrown, durationMs } of cold) {
    const { id } = member.reranker;
    const error = errorFrom(thrown, id);
    if (member === chain.members[0] && !chain.mayStandIn(error, member)) throw thrown;
    tell(chain, id, error, durationMs);
    if (treatments[error.code].inStack !== "fall-back") wrong ??= error;
  }
  if (wrong) throw wrong;
  if (chain.strict && cold.length === chain.members.length) throw cold[0]?.thrown;
}

function tell({ emit }: FallbackChain, rerankerId: string, error: RerankError, durationMs: number): void {
  const { code: result, status } = error;
  emit({ type: "attempt", rerankerId, result, durationMs, ...(status === undefined ? {} : { status }) });
  if (treatments[result].inStack !== "fall-back") return;
  process.emitWarning(`${rerankerId} did not warm up (${result}); it is asked all the same when it is needed`, {
    type: "SecondpassWarning",
  });
}
