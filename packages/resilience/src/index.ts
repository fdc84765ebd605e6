export type {
  AttemptEvent,
  BreakerEvent,
  DegradedEvent,
  OnEvent,
  PauseEvent,
  ResilienceEvent,
} from "./events.ts";
export type { FallbackOptions, ForcedDegradation } from "./fallback-options.ts";
export { withFallback } from "./with-fallback.ts";
