import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { WitnessArguments } from "../arguments.ts";
import { keys } from "../checks/errors.ts";
import type { Expected } from "../expected.ts";
import { freePort, type ServerProcess, startServer } from "../server-process.ts";
import type { Candidate } from "./candidates.ts";
import { asItComes, brokenModel, keyed, noReranker } from "./llamacpp-checks.ts";
import { pythonVersion } from "./versions.ts";

/** llama.cpp's server, out of the wheel `xllamacpp`, and `llamacpp`. */
export function llamacppCandidate({ python, models }: WitnessArguments, expected: Expected): Candidate {
  if (python === undefined) return left("--python FILE was not given");
  const version = pythonVersion(python, "xllamacpp");
  if (version === undefined) return left(`${python} has no xllamacpp`);
  const start = (model: string, ...how: readonly string[]) => startLlamacpp(python, join(models, `${model}.gguf`), how);
  const scenes = [
    {
      title: "as it comes",
      start: () => start("cross-encoder", "rank"),
      checks: (server: ServerProcess) => asItComes(server, expected),
    },
    { title: "with a key", start: () => start("cross-encoder", "rank", keys.right), checks: keyed },
    { title: "with an embedding model", start: () => start("embedder", "embed"), checks: noReranker },
    { title: "with a broken model", start: () => start("not-a-number", "rank"), checks: brokenModel },
  ];
  return { name: "llama.cpp", version: `in xllamacpp ${version}`, missing: undefined, scenes };
}

function left(missing: string): Candidate {
  return { name: "llama.cpp", version: undefined, missing, scenes: [] };
}

const script = fileURLToPath(new URL("../../../witness/serve-llamacpp.py", import.meta.url));

async function startLlamacpp(python: string, model: string, how: readonly string[]): Promise<ServerProcess> {
  const port = await freePort();
  return startServer({ program: python, args: [script, model, `${port}`, ...how], port });
}
