import type { Reranker } from "@secondpass/core";
import type { ResilientOptions } from "@secondpass/resilience";
import type { TeiOptions } from "@secondpass/tei";
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
  /** Whether it breaks the network itself, and so is played in one of its own, which takes Linux and root. Default false. */
  readonly ownNetwork?: boolean | undefined;
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
  /** The adapter for a server, bare. */
  adapter(backend: Backend, options?: AdapterOptions): Reranker;
  /** The stack around that adapter. */
  stack(backend: Backend, options: ResilientOptions, adapter?: AdapterOptions): Stack;
  /** What the servers give texts that come with this key. */
  scoresFor(apiKey: string): ScoreOf;
  /** Makes calls. Default of `scoreOf`: any of the servers may answer, as it answers the canary's key. */
  drive(load: Load & { readonly scoreOf?: ScoreOf }): Promise<Tally>;
  /** A process warning that must come, once: otherwise any is a finding. */
  expectWarning(part: string): void;
}

/** What the adapter is given beside the server's place. */
interface AdapterOptions {
  /** Default the canary's. */
  readonly apiKey?: string | undefined;
  /** Default the backend's. */
  readonly url?: string | undefined;
  /** undici's, for certificates of one's own. The scenario closes it. */
  readonly dispatcher?: TeiOptions["dispatcher"];
}
