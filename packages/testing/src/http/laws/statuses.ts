import { isRerankError } from "@secondpass/core";
import type { RetryAfter } from "../../faults/fault.ts";
import { startFaultServer } from "../../faults/fault-server.ts";
import { demand } from "../../law.ts";
import { complaintOf, faultsOf, tryEach } from "../judge.ts";
import type { HttpLaw } from "../law.ts";
import { askUnder, withServer } from "../trial.ts";
import { faultLaw } from "./fault-law.ts";

const retryAfter: HttpLaw = {
  name: "what Retry-After asks is told, between 0 and 60 seconds, or nothing",
  check: (subject) =>
    withServer(subject, (server) =>
      tryEach(faultsOf("retry-after"), async (fault) => {
        const settled = await askUnder(subject, server, fault.name);
        const error = settled.kind === "rejected" && isRerankError(settled.reason) ? settled.reason : undefined;
        return complaintOf(fault, settled, subject) ?? wrongWait(error?.retryAfterMs, fault.retryAfter as RetryAfter);
      }),
    ),
};

function wrongWait(ms: number | undefined, { least, most, orNothing }: RetryAfter): string | undefined {
  const right = ms === undefined ? orNothing : ms >= least && ms <= most;
  return right ? undefined : `retryAfterMs is ${ms}, not ${least} to ${most}${orNothing ? " or undefined" : ""}`;
}

const redirects: HttpLaw = {
  name: "a redirect is misconfigured, and nobody else hears of it",
  async check(subject) {
    await using elsewhere = await startFaultServer();
    for (const redirectTo of [elsewhere.url, undefined]) {
      await withServer(
        subject,
        async (server) => {
          await tryEach(faultsOf("redirect"), async (fault) =>
            complaintOf(fault, await askUnder(subject, server, fault.name), subject),
          );
          demand(elsewhere.connections === 0, `the redirect's target got ${elsewhere.bytesReceived} bytes`);
          demand(server.played.good === undefined, "a redirect to the same origin was followed");
        },
        { redirectTo },
      );
    }
  },
};

const triedOnce: HttpLaw = {
  name: "a failure is tried once: retries belong to a wrapper",
  check: (subject) =>
    withServer(subject, async (server) => {
      const names = ["408", "429", "500", "502", "503", "504"].map((status) => `status-${status}`);
      for (const name of [...names, "reset-before-bytes", "fin-before-bytes", "body-truncated"]) {
        await askUnder(subject, server, name);
        demand(server.played[name] === 1, `${name} was met by ${server.played[name] ?? 0} requests`);
      }
    }),
};

/** What statuses mean. */
export const statusLaws: readonly HttpLaw[] = [
  faultLaw("every error status has its code, and the error tells it", "status"),
  retryAfter,
  redirects,
  triedOnce,
];
