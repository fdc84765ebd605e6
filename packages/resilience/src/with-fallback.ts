import { defineWrapper, errorFrom, type Reranker, rerankError, systemClock } from "@secondpass/core";
import { checkFallbackOptions } from "./check-fallback-options.ts";
import { createEmitter } from "./emitter.ts";
import { askChain, type FallbackChain } from "./fallback-chain.ts";
import { type FallbackMember, standInRule } from "./fallback-member.ts";
import type { FallbackOptions, ForcedDegradation } from "./fallback-options.ts";
import { warmUpChain } from "./warm-up-chain.ts";

/**
 * Makes a reranker that always answers: `inner`, else one of the fallbacks, else the first-stage order, which needs no I/O
 * and cannot fail. The answer says how it came about (`outcome.kind`, attempts, warnings) and a `degraded` event tells it;
 * scores are never made up.
 *
 * Everything happens within one budget, the smaller of `budgetMs` and the caller's `timeoutMs`: each reranker leaves a
 * reserve for those after it, and the answer is there before the budget ends even where one of them heeds neither its time
 * nor its signal.
 *
 * @throws RerankError `misconfigured` naming the option, when it is made. Calls: `bad_request`, `closed`; a wrong setting
 *   (`auth`, `tls`, `misconfigured`, `model_load`, `tokenizer_mismatch`) until the reranker has scored something; what
 *   `fallbackOn` leaves out; where `strict`, every failure that no fallback made good. The caller's own abort reason, save one
 *   named TimeoutError, which is the budget running out.
 */
export function withFallback(inner: Reranker, options: FallbackOptions = {}): Reranker {
  checkFallbackOptions(options);
  const { clock = systemClock, forceDegraded } = options;
  const chain = chainOf(inner, options);
  const forced = forceDegraded && guarded(forceDegraded);
  return defineWrapper(
    inner,
    {
      rerank: (request, call) => askChain(chain, request, call, forced?.()),
      warmup: (call) => warmUpChain(chain, call),
      close: () => closeFallbacks(inner.id, chain),
    },
    { clock },
  );
}

function chainOf(inner: Reranker, options: FallbackOptions): FallbackChain {
  const { fallbacks = [], fallbackOn, strict = false, budgetMs = 2000, reserveMs = 200 } = options;
  const memberOf = (reranker: Reranker): FallbackMember => ({ reranker, hasScored: false });
  const asked = memberOf(inner);
  return {
    members: [asked, ...fallbacks.map(memberOf)],
    mayStandIn: standInRule(fallbackOn && new Set(fallbackOn), asked),
    strict,
    budgetMs,
    reserveMs,
    clock: options.clock ?? systemClock,
    emit: createEmitter(options.onEvent),
    open: new Set(),
  };
}

type ForceDegraded = NonNullable<FallbackOptions["forceDegraded"]>;

/** A switch that is broken must not take calls down: it counts as off, and that is told once. */
function guarded(forceDegraded: ForceDegraded): () => ForcedDegradation | undefined {
  let told = false;
  return () => {
    try {
      const forced = forceDegraded();
      if (forced === true) return { to: "first-stage" };
      // Anything else, such as the promise of an async function, is no answer.
      return forced && (forced.to === "fallback" || forced.to === "first-stage") ? forced : undefined;
    } catch {
      if (!told) process.emitWarning("forceDegraded threw: it counts as false", { type: "SecondpassWarning" });
      told = true;
      return undefined;
    }
  };
}

/** Ends the turns that are open, so that no timer is left, and closes all fallbacks even where one throws. */
async function closeFallbacks(id: string, { members, open }: FallbackChain): Promise<void> {
  for (const stop of [...open]) stop(rerankError("closed", `${id} is closed`, { provider: id }));
  const [, ...fallbacks] = members;
  const closed = await Promise.allSettled(fallbacks.map(async ({ reranker }) => reranker.close()));
  const failed = closed.findIndex(({ status }) => status === "rejected");
  if (failed < 0) return;
  throw errorFrom((closed[failed] as PromiseRejectedResult).reason, (fallbacks[failed] as FallbackMember).reranker.id);
}
