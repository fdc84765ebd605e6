export type {
  AttemptEvent,
  BreakerEvent,
  DegradedEvent,
  OnEvent,
  PauseEvent,
  ResilienceEvent,
} from "./events.ts";
export { type TimeoutOptions, withTimeout } from "./with-timeout.ts";
