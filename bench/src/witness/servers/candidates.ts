import type { WitnessArguments } from "../arguments.ts";
import type { Expected } from "../expected.ts";
import type { Scene } from "../scene.ts";
import { infinityCandidate } from "./infinity.ts";
import { llamacppCandidate } from "./llamacpp.ts";
import { teiCandidate } from "./tei.ts";

/** A server that may be there. */
export interface Candidate {
  readonly name: string;
  /** Undefined where it is missing. */
  readonly version: string | undefined;
  /** Why it is left out; undefined where it is there. */
  readonly missing: string | undefined;
  /** In order; each has a server of its own. */
  readonly scenes: readonly Scene[];
}

/** All servers that there are adapters for and that run without a GPU. */
export function candidatesOf(asked: WitnessArguments, expected: Expected): readonly Candidate[] {
  return [teiCandidate(asked, expected), infinityCandidate(asked, expected), llamacppCandidate(asked, expected)];
}
