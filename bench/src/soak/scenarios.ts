import type { Scenario } from "./scenario.ts";
import { abortingCallers } from "./scenarios/aborting-callers.ts";
import { certificates } from "./scenarios/certificates.ts";
import { clockJumps } from "./scenarios/clock-jumps.ts";
import { halfOpen, packetLoss } from "./scenarios/dropped-packets.ts";
import { endlessAnswers } from "./scenarios/endless-answers.ts";
import { flapping } from "./scenarios/flapping.ts";
import { frozenBackend, killedBackend } from "./scenarios/frozen-backend.ts";
import { hangingProbe } from "./scenarios/hanging-probe.ts";
import { hugeAnswers } from "./scenarios/huge-answers.ts";
import { malformedAnswers } from "./scenarios/malformed-answers.ts";
import { mixedFaults } from "./scenarios/mixed-faults.ts";
import { noNetwork } from "./scenarios/no-network.ts";
import { oneSignal } from "./scenarios/one-signal.ts";
import { openBreaker } from "./scenarios/open-breaker.ts";
import { rateLimits } from "./scenarios/rate-limits.ts";
import { recovery } from "./scenarios/recovery.ts";
import { redirects } from "./scenarios/redirects.ts";
import { badRequests, refusedProbe } from "./scenarios/refusals.ts";
import { retryStorm } from "./scenarios/retry-storm.ts";
import { staleConnections } from "./scenarios/stale-connections.ts";
import { throwingHooks } from "./scenarios/throwing-hooks.ts";
import { twoTenants } from "./scenarios/two-tenants.ts";
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
  endlessAnswers,
  hugeAnswers,
  malformedAnswers,
  frozenBackend,
  killedBackend,
  halfOpen,
  packetLoss,
  noNetwork,
  certificates,
  redirects,
  staleConnections,
  twoTenants,
  clockJumps,
  throwingHooks,
  oneSignal,
];
