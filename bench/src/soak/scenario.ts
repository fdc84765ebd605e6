import type { ResilientOptions } from "@secondpass/resilience";
import type { Backend } from "./backend/backend.ts";
import type { BackendSettings } from "./backend/messages.ts";
import type { Load } from "./drive.ts";
import type { Judge } from "./finding.ts";
import type { Stack } from "./stack.ts";
import type { ScoreOf, Tally } from "./tally.ts";

/** An outage that is played against the stack. */
export interface Scenario {
  /** As in the plan: "F3". */
  readonly id: string;
  /** What goes wrong, in a few words. */
  readonly about: string;
  run(stage: Stage): Promise<void>;
}

/** What a scenario is played with. All that it makes is closed when it is over, and looked at then. */
export interface Stage {
  readonly judge: Judge;
  readonly seed: number;
  /** How many calls, or rounds, there are where usually there are so many; not fewer than `least`, by default 100. */
  calls(usual: number, least?: number): number;
  progress(text: string): void;
  /** Starts a server. Default: it answers well. */
  backend(settings?: Partial<BackendSettings>): Promise<Backend>;
  /** The stack around the tei adapter for a server. */
  stack(backend: Backend, options: ResilientOptions, adapter?: AdapterOptions): Stack;
  /** Makes calls. Default of `scoreOf`: any of the servers that were started may answer. */
  drive(load: Load & { readonly scoreOf?: ScoreOf }): Promise<Tally>;
  /** The number of the latest call. */
  latestCall(): number;
  /** Takes part in what is checked of every scenario, where a scenario makes calls by itself. */
  readonly tally: Tally;
}

/** What the adapter is given beside the server's place. */
interface AdapterOptions {
  /** Default the canary's. */
  readonly apiKey?: string | undefined;
  /** Default the backend's. */
  readonly url?: string | undefined;
}
