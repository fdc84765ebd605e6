/**
 * How long a backend is left alone that limits the rate without saying for how long, in milliseconds. The breaker's cooldown and
 * a retry's wait go by the same: one that came back earlier would meet the cooldown and end there.
 */
export const rateLimitPauseMs = 1_000;
