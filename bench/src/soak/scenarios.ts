import type { Scenario } from "./scenario.ts";
import { abortingCallers } from "./scenarios/aborting-callers.ts";
import { flapping } from "./scenarios/flapping.ts";
import { hangingProbe } from "./scenarios/hanging-probe.ts";
import { mixedFaults } from "./scenarios/mixed-faults.ts";
import { openBreaker } from "./scenarios/open-breaker.ts";
import { rateLimits } from "./scenarios/rate-limits.ts";
import { recovery } from "./scenarios/recovery.ts";
import { badRequests, refusedProbe } from "./scenarios/refusals.ts";
import { retryStorm } from "./scenarios/retry-storm.ts";
import { wrongKey } from "./scenarios/wrong-key.ts";

/** All scenarios, as the plan numbers them. */
export const scenarios: readonly Scenario[] = [
  mixedFaults({ id: "F1", inFlight: 16, limits: { p99: 25, "p99.9": 75, max: 250 } }),
  mixedFaults({ id: "F2", inFlight: 64, limits: { p99: 75, max: 250 } }),
  openBreaker,
  recovery,
  flapping,
  hangingProbe,
  abortingCallers,
  badRequests,
  refusedProbe,
  wrongKey,
  rateLimits,
  retryStorm,
];
