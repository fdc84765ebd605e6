export type {
  AttemptEvent,
  BreakerEvent,
  DegradedEvent,
  OnEvent,
  PauseEvent,
  ResilienceEvent,
} from "./events.ts";
