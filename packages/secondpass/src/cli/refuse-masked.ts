import { type RerankResult, rerankError, treatments } from "@secondpass/core";

/** A wrong key or setting must fail even where it shows only now; it is no outage to be degraded from. */
export function refuseMasked({ outcome, rerankerId }: Pick<RerankResult<unknown>, "outcome" | "rerankerId">): void {
  if (outcome.kind !== "first-stage") return;
  for (const { result } of outcome.attempts) {
    if (result !== "ok" && !treatments[result].fallbackAllowed) throw rerankError(result, `${rerankerId}: ${result}`);
  }
}
