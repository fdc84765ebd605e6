import type { RerankRequest, Warning } from "@secondpass/core";

/**
 * The warnings of a request to a backend that takes no instruction: `instruction_ignored` where there is one.
 *
 * @param id the reranker's.
 */
export function instructionIgnored({ instruction }: RerankRequest, id: string): readonly Warning[] {
  if (instruction === undefined) return [];
  return [{ code: "instruction_ignored", message: `${id} takes no instruction; it was ignored` }];
}
