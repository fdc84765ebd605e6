import { type RerankError, rerankError, treatments } from "@secondpass/core";
import type { CircuitBreakerSettings } from "./circuit-breaker-options.ts";
import type { OnEvent } from "./events.ts";
import { rateLimitPauseMs } from "./rate-limit-pause.ts";

/** Keeps silence towards a backend that asked for it, or that has no quota left. */
export interface Cooldown {
  /** Why no call may pass now: `cooldown`, with what is left of the pause. */
  refusal(): RerankError | undefined;
  /** Learns from an error: `rate_limit` and `quota` start a pause. */
  failed(error: RerankError): void;
  /** Learns that the backend answered: the next pause for quota is a short one again. */
  answered(): void;
}

/** After `quota`: doubled while it goes on, since somebody has to pay a bill first. */
const firstQuotaMs = 60_000;
const longestQuotaMs = 900_000;

/** Makes the pause that follows `rate_limit` and `quota`; a pause is never shortened by a later one. */
export function createCooldown(
  id: string,
  { clock, maxCooldownMs }: Pick<CircuitBreakerSettings, "clock" | "maxCooldownMs">,
  emit: OnEvent,
): Cooldown {
  let until = Number.NEGATIVE_INFINITY;
  /** The code of the pause that is on, or was the last. */
  let code: RerankError["code"] | undefined;
  let quotaMs = firstQuotaMs;
  let quotaUntil = Number.NEGATIVE_INFINITY;

  /** Of several calls that meet an empty account at once, the first doubles the pause, and the others say nothing new. */
  const quotaPause = (now: number): number => {
    if (now < quotaUntil) return 0;
    const pauseMs = quotaMs;
    quotaUntil = now + pauseMs;
    quotaMs = Math.min(longestQuotaMs, quotaMs * 2);
    return pauseMs;
  };

  return {
    refusal() {
      const leftMs = Math.ceil(until - clock.now());
      if (!(leftMs > 0)) return undefined;
      const message = `${id}: left alone for ${leftMs} ms after ${code}`;
      return rerankError("cooldown", message, { provider: id, retryAfterMs: leftMs });
    },
    failed(error) {
      if (treatments[error.code].pause !== "cooldown") return;
      const now = clock.now();
      const on = now < until;
      const pauseMs = error.code === "quota" ? quotaPause(now) : Math.min(maxCooldownMs, asked(error));
      if (now + pauseMs <= until || pauseMs === 0) return;
      until = now + pauseMs;
      code = error.code;
      if (!on) emit({ type: "cooldown", rerankerId: id, code: error.code, pauseMs });
    },
    answered() {
      quotaMs = firstQuotaMs;
    },
  };
}

function asked({ retryAfterMs = rateLimitPauseMs }: RerankError): number {
  return retryAfterMs >= 0 ? retryAfterMs : rateLimitPauseMs;
}
