import type { FaultKind } from "../../faults/fault.ts";
import { complaintOf, faultsOf, tryEach } from "../judge.ts";
import type { HttpLaw } from "../law.ts";
import { askUnder, withServer } from "../trial.ts";

/** The law that every fault of a kind ends as that fault says. */
export function faultLaw(name: string, kind: FaultKind): HttpLaw {
  return {
    name,
    check: (subject) =>
      withServer(subject, (server) =>
        tryEach(faultsOf(kind), async (fault) =>
          complaintOf(fault, await askUnder(subject, server, fault.name), subject),
        ),
      ),
  };
}
