import { calibrationMismatch, type Provider, type Reranker, rerankError } from "@secondpass/core";
import {
  type ResilientFallback,
  type ResilientOptions,
  type ResilientReranker,
  resilient,
} from "@secondpass/resilience";
import type { Providers } from "./reranker-config.ts";
import type { PlannedReranker, StackPlan } from "./stack-plan.ts";

/** What a stack takes from its surroundings, beside the configuration; each is as `resilient` takes it. */
export type StackSurroundings = Pick<ResilientOptions, "clock" | "random" | "onEvent" | "forceDegraded">;

/** Makes every reranker of a plan and stacks them. Where one cannot be made, those made before it are closed. */
export async function buildStack(
  { rerankers: [first, ...others], budgetMs, strict }: StackPlan,
  providers: Providers,
  { clock, random, onEvent, forceDegraded }: StackSurroundings,
): Promise<ResilientReranker> {
  const made: Reranker[] = [];
  const guarded = async (planned: PlannedReranker): Promise<ResilientFallback> => {
    const reranker = await makeOne(planned, providers);
    made.push(reranker);
    checkCalibration(planned, reranker);
    return { reranker, ...guardsOf(planned) };
  };
  try {
    const { reranker, ...guards } = await guarded(first);
    const fallbacks: ResilientFallback[] = [];
    for (const planned of others) fallbacks.push(await guarded(planned));
    const whole = { budgetMs: budgetMs.value, strict: strict.value, clock, random, onEvent, forceDegraded };
    return resilient(reranker, { ...guards, ...whole, fallbacks });
  } catch (error) {
    await Promise.allSettled(made.map((reranker) => reranker.close()));
    throw error;
  }
}

/** A plan names no provider but those that it was made with. */
async function makeOne({ provider: name, options }: PlannedReranker, providers: Providers): Promise<Reranker> {
  return (providers[name] as Provider).create(options);
}

/** As `withCalibration` does, but with the path that it stands at. */
function checkCalibration({ calibration }: PlannedReranker, reranker: Reranker): void {
  if (!calibration) return;
  const mismatch = calibrationMismatch(calibration.value, reranker);
  if (mismatch === undefined) return;
  throw rerankError("misconfigured", `${calibration.path}: ${mismatch}`, { provider: reranker.id });
}

function guardsOf({
  attemptTimeoutMs,
  retries,
  resetTimeoutMs,
  calibration,
}: PlannedReranker): Omit<ResilientFallback, "reranker"> {
  return {
    attemptTimeoutMs: attemptTimeoutMs.value,
    retry: retries.value > 0 && { retries: retries.value },
    circuitBreaker: resetTimeoutMs.value !== false && { resetTimeoutMs: resetTimeoutMs.value },
    calibration: calibration?.value,
  };
}
