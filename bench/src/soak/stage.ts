import { adapters } from "./adapters.ts";
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
  /** Parts of process warnings that must come, once each. */
  readonly expectedWarnings: readonly string[];
}

/** What a stage is set with. */
interface StageSettings {
  readonly judge: Judge;
  readonly seed: number;
  /** Calls of scenarios that usually have 100,000. */
  readonly calls: number;
  readonly progress: (text: string) => void;
}

/** Sets an empty stage. */
export function openStage({ judge, seed, calls, progress }: StageSettings): OpenStage {
  const tallies: Tally[] = [];
  const stacks: Stack[] = [];
  const backends: Backend[] = [];
  const expectedWarnings: string[] = [];
  /** Names of servers by the ids of their rerankers. */
  const names = new Map<string, string>();
  let latest = 0;

  const adapter: Stage["adapter"] = (backend, options = {}) => {
    const { apiKey = canary.key, url = backend.place.url, dispatcher } = options;
    const reranker = adapters[backend.dialect]({ url, apiKey, dispatcher });
    names.set(reranker.id, backend.name);
    return reranker;
  };
  const scoresFor = (apiKey: string): ScoreOf => {
    return (rerankerId) => {
      const name = names.get(rerankerId);
      return name === undefined ? undefined : (text) => scoreOf(name, apiKey, text);
    };
  };
  const stage: Stage = {
    judge,
    seed,
    progress,
    adapter,
    scoresFor,
    calls: (usual, least = 100) => Math.max(Math.min(usual, least), Math.round((usual * calls) / usualCalls)),
    async backend(settings = {}) {
      const name = `server ${backends.length + 1}`;
      const backend = await startBackend({ name, seed: seed + backends.length, mix: { good: 1 }, ...settings });
      backends.push(backend);
      return backend;
    },
    stack(backend, options, more) {
      const stack = createStack(adapter(backend, more), options, () => latest);
      stacks.push(stack);
      return stack;
    },
    async drive({ scoreOf: scores = scoresFor(canary.key), ...load }) {
      const tally = createTally(scores);
      tallies.push(tally);
      await drive(load, { next: () => ++latest, tally });
      return tally;
    },
    expectWarning: (part) => void expectedWarnings.push(part),
  };
  return { stage, tallies, stacks, backends, expectedWarnings };
}
