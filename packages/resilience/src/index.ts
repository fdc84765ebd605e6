export type { BreakerState, BreakerStats, CircuitBreaker } from "./breaker.ts";
export type { CircuitBreakerOptions } from "./circuit-breaker-options.ts";
export type {
  AttemptEvent,
  BreakerEvent,
  DegradedEvent,
  OnEvent,
  PauseEvent,
  ResilienceEvent,
} from "./events.ts";
export type { FallbackOptions, ForcedDegradation } from "./fallback-options.ts";
export { type ResilientReranker, resilient, type StackBreaker } from "./resilient.ts";
export type { MemberResilience, ResilientFallback, ResilientOptions } from "./resilient-options.ts";
export type { RetryBudgetOptions } from "./retry-budget.ts";
export type { RetryOptions } from "./retry-options.ts";
export { type BulkheadOptions, withBulkhead } from "./with-bulkhead.ts";
export { type CircuitBreakerReranker, withCircuitBreaker } from "./with-circuit-breaker.ts";
export { withFallback } from "./with-fallback.ts";
export { withRetry } from "./with-retry.ts";
export { type TimeoutOptions, withTimeout } from "./with-timeout.ts";
