import { type RerankError, type RerankErrorCode, type Reranker, treatments } from "@secondpass/core";

/** One reranker of a chain, and what is known of it. */
export interface FallbackMember {
  readonly reranker: Reranker;
  /** Whether it has scored anything yet: an empty list is answered without asking anybody, and proves nothing. */
  hasScored: boolean;
}

/** Whether somebody may stand in for a member that failed so. */
export type MayStandIn = (error: RerankError, member: FallbackMember) => boolean;

/**
 * Makes the rule by which a chain falls back.
 *
 * Without codes it is the table's: a wrong setting (`auth`, `tls`, …) is thrown until the member has scored something, so
 * that it shows at start. Each member by itself: that another one can answer does not excuse it. Only, once the reranker
 * asked has scored, the search is running, and the wrong key of a fallback must not take it down.
 *
 * @param codes the failures that somebody may stand in for, start or not; undefined for the table's.
 */
export function standInRule(codes: ReadonlySet<RerankErrorCode> | undefined, asked: FallbackMember): MayStandIn {
  if (codes) return ({ code }) => codes.has(code);
  return ({ code }, member) => {
    const { inStack } = treatments[code];
    if (inStack === "throw-at-start") return member.hasScored || asked.hasScored;
    return inStack === "fall-back";
  };
}
