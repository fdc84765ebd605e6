import { basename, join } from "node:path";
import type { WitnessArguments } from "../arguments.ts";
import type { Expected } from "../expected.ts";
import { freePort, type ServerProcess, startServer } from "../server-process.ts";
import type { Candidate } from "./candidates.ts";
import { asItComes, brokenModel, keyed, shortQueue, twoModels } from "./infinity-checks.ts";
import { pythonVersion } from "./versions.ts";

/** Infinity and `infinity`. */
export function infinityCandidate({ python, models }: WitnessArguments, expected: Expected): Candidate {
  if (python === undefined) return left("--python FILE was not given");
  const version = pythonVersion(python, "infinity-emb");
  if (version === undefined) return left(`${python} has no infinity-emb`);
  const start = (names: readonly string[], env: Readonly<Record<string, string>> = {}) =>
    startInfinity(
      python,
      names.map((name) => join(models, name)),
      env,
    );
  const scenes = [
    {
      title: "as it comes",
      start: () => start(["cross-encoder"]),
      checks: (server: ServerProcess) => asItComes(server, expected),
    },
    {
      title: "with two models",
      start: () => start(["cross-encoder", "embedder"]),
      checks: twoModels,
    },
    {
      title: "with a key",
      start: () => start(["cross-encoder"], keyed.env),
      checks: keyed.checks,
    },
    { title: "with a short queue", start: () => start(["cross-encoder"], shortQueue.env), checks: shortQueue.checks },
    { title: "with a broken model", start: () => start(["not-a-number"]), checks: brokenModel },
  ];
  return { name: "Infinity", version, missing: undefined, scenes };
}

function left(missing: string): Candidate {
  return { name: "Infinity", version: undefined, missing, scenes: [] };
}

async function startInfinity(
  python: string,
  models: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const port = await freePort();
  const args = [
    ...["-c", "from infinity_emb.cli import cli; cli()", "v2", "--host", "127.0.0.1", "--port", `${port}`],
    ...["--engine", "torch", "--device", "cpu", "--dtype", "float32", "--no-bettertransformer", "--no-model-warmup"],
    ...models.flatMap((model) => ["--model-id", model, "--served-model-name", basename(model)]),
  ];
  return startServer({ program: python, args, env, port });
}
