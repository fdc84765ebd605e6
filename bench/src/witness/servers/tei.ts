import { join } from "node:path";
import type { WitnessArguments } from "../arguments.ts";
import type { Expected } from "../expected.ts";
import type { Scene } from "../scene.ts";
import { freePort, type ServerProcess, startServer } from "../server-process.ts";
import type { Candidate } from "./candidates.ts";
import { asItComes, brokenModel, defaultPrompt, keyed, largeRequests, noReranker, smallLimits } from "./tei-checks.ts";
import { said } from "./versions.ts";

/** text-embeddings-inference and `tei`. */
export function teiCandidate({ tei: program, models }: WitnessArguments, expected: Expected): Candidate {
  if (program === undefined) return left("--tei FILE was not given");
  const version = said(program, ["--version"])?.split(" ").at(-1);
  if (version === undefined) return left(`${program} does not run`);
  const start = (model: string, flags: readonly string[]) => startTei(program, join(models, model), flags);
  return { name: "TEI", version, missing: undefined, scenes: scenesOf(start, expected) };
}

function left(missing: string): Candidate {
  return { name: "TEI", version: undefined, missing, scenes: [] };
}

async function startTei(program: string, model: string, flags: readonly string[]): Promise<ServerProcess> {
  const port = await freePort();
  const address = ["--hostname", "127.0.0.1", "--port", `${port}`, "--prometheus-port", `${await freePort()}`];
  return startServer({ program, args: ["--model-id", model, "--dtype", "float32", ...address, ...flags], port });
}

function scenesOf(
  start: (model: string, flags: readonly string[]) => Promise<ServerProcess>,
  expected: Expected,
): readonly Scene[] {
  const scene = (title: string, flags: readonly string[], checks: Scene["checks"], model = "cross-encoder"): Scene => ({
    title,
    start: () => start(model, flags),
    checks,
  });
  return [
    scene("as it comes", [], (server) => asItComes(server, expected)),
    scene("with a key", keyed.flags, keyed.checks),
    scene("with small limits", smallLimits.flags, smallLimits.checks),
    scene("for large requests", largeRequests.flags, largeRequests.checks),
    scene("with a default prompt", ["--default-prompt", "query: "], defaultPrompt),
    scene("with an embedding model", [], noReranker("an embedding model"), "embedder"),
    scene("with a classifier", [], noReranker("a model of three labels"), "classifier"),
    scene("with a broken model", [], brokenModel, "not-a-number"),
  ];
}
