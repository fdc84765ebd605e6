import { fileURLToPath } from "node:url";
import type { Inputs } from "./inputs.ts";

/** Who evaluates. */
export interface Contender {
  readonly name: string;
  /** Program and arguments of its process. */
  command(inputs: Inputs): readonly string[];
}

const own = fileURLToPath(new URL("own-process.js", import.meta.url));
const peer = fileURLToPath(new URL("../../eval/peer.py", import.meta.url));

/** Names of the peers, as peer.py knows them. */
const peerNames = ["pytrec_eval", "ir_measures", "ranx"] as const;

/** Ours, with whom the others are compared, and the peers. @param python one that has bench/eval/requirements.txt. */
export function contendersOf(python: string): readonly [Contender, ...Contender[]] {
  return [
    { name: "secondpass", command: ({ qrels, run }) => [process.execPath, own, qrels, run] },
    ...peerNames.map((name) => ({
      name,
      command: ({ qrels, run }: Inputs) => [python, peer, name, qrels, run],
    })),
  ];
}
