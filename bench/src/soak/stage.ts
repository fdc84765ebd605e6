import type { Reranker } from "@secondpass/core";
import { tei } from "@secondpass/tei";
import { usualCalls } from "./arguments.ts";
import { type Backend, startBackend } from "./backend/backend.ts";
import { canary } from "./canary.ts";
import { drive } from "./drive.ts";
import type { Judge } from "./finding.ts";
import type { Stage } from "./scenario.ts";
import { createStack, type Stack } from "./stack.ts";
import { createTally, type ScoreOf, type Tally } from "./tally.ts";
import { scoreOf } from "./texts.ts";

/** A stage, and what is left on it. */
export interface OpenStage {
  readonly stage: Stage;
  readonly tallies: readonly Tally[];
  readonly stacks: readonly Stack[];
  readonly backends: readonly Backend[];
}

/** What a stage is set with. */
export interface StageSettings {
  readonly judge: Judge;
  readonly seed: number;
  /** Calls of scenarios that usually have 100,000. */
  readonly calls: number;
  readonly progress: (text: string) => void;
}

/** Sets an empty stage. */
export function openStage({ judge, seed, calls, progress }: StageSettings): OpenStage {
  const [tallies, stacks, backends]: [Tally[], Stack[], Backend[]] = [[], [], []];
  /** Who gives which scores, by the id of the reranker. */
  const scorers = new Map<string, (text: string) => number>();
  const anybody: ScoreOf = (rerankerId) => scorers.get(rerankerId);
  let latest = 0;
  const tallyOf = (scores: ScoreOf): Tally => {
    const tally = createTally(scores);
    tallies.push(tally);
    return tally;
  };
  const stage: Stage = {
    judge,
    seed,
    progress,
    calls: (usual, least = 100) => Math.max(Math.min(usual, least), Math.round((usual * calls) / usualCalls)),
    async backend(settings = {}) {
      const name = `server ${backends.length + 1}`;
      const backend = await startBackend({ name, seed: seed + backends.length, mix: { good: 1 }, ...settings });
      backends.push(backend);
      return backend;
    },
    stack(backend, options, { apiKey = canary.key, url = backend.place.url } = {}) {
      const inner: Reranker = tei({ url, apiKey });
      scorers.set(inner.id, (text) => scoreOf(backend.name, apiKey, text));
      const stack = createStack(inner, options, () => latest);
      stacks.push(stack);
      return stack;
    },
    async drive({ scoreOf: scores = anybody, ...load }) {
      const tally = tallyOf(scores);
      await drive(load, { next: () => ++latest, tally });
      return tally;
    },
    latestCall: () => latest,
    tally: tallyOf(anybody),
  };
  return { stage, tallies, stacks, backends };
}
