export type {
  AttemptEvent,
  BreakerEvent,
  DegradedEvent,
  OnEvent,
  PauseEvent,
  ResilienceEvent,
} from "./events.ts";
export type { RetryBudgetOptions } from "./retry-budget.ts";
export type { RetryOptions } from "./retry-options.ts";
export { type BulkheadOptions, withBulkhead } from "./with-bulkhead.ts";
export { withRetry } from "./with-retry.ts";
export { type TimeoutOptions, withTimeout } from "./with-timeout.ts";
