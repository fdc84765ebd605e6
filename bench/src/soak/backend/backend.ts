import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import type { DialectName } from "./dialects.ts";
import type { BackendOrder, BackendPlace, BackendSettings, BackendView, Mix } from "./messages.ts";

/** A server that goes wrong, in a process of its own. */
export interface Backend {
  readonly name: string;
  readonly dialect: DialectName;
  readonly place: BackendPlace;
  /** Plays this from now on; with a key for requests that carry it alone. */
  play(mix: Mix, key?: string): Promise<void>;
  look(): Promise<BackendView>;
  /** SIGSTOP: it keeps its connections and does nothing. */
  freeze(): void;
  /** SIGCONT. */
  thaw(): void;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** Starts it anew where it was, as it was started. What it saw before is forgotten. */
  restart(): Promise<void>;
}

const processFile = new URL("../backend-process.js", import.meta.url);

/** Starts one. */
export async function startBackend(settings: BackendSettings): Promise<Backend> {
  let child = spawn();
  let orders = 0;
  const killChild = (): boolean => child.kill("SIGKILL");
  process.once("exit", killChild);
  const place = await introduce(child, settings);
  const ask = async (order: BackendOrder): Promise<BackendView> => {
    const id = ++orders;
    const asked = child;
    if (!asked.connected) throw new Error("the server's process is gone");
    asked.send({ id, order });
    for (;;) {
      const [reply] = (await once(asked, "message")) as [{ readonly id: number; readonly view: BackendView }];
      if (reply.id === id) return reply.view;
    }
  };
  return {
    name: settings.name,
    dialect: settings.dialect ?? "tei",
    place,
    async play(mix, key) {
      await ask({ type: "play", mix, key });
    },
    look: () => ask({ type: "look" }),
    freeze: () => void child.kill("SIGSTOP"),
    thaw: () => void child.kill("SIGCONT"),
    async kill() {
      process.off("exit", killChild);
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.kill("SIGKILL");
      await ended;
    },
    async restart() {
      child = spawn();
      process.once("exit", killChild);
      await introduce(child, { ...settings, port: Number(new URL(place.url).port) });
    },
  };
}

function spawn(): ChildProcess {
  return fork(processFile, { serialization: "advanced", execArgv: [] });
}

/** @throws Error where it ends instead of listening. */
async function introduce(child: ChildProcess, settings: BackendSettings): Promise<BackendPlace> {
  child.send(settings);
  const ended = once(child, "exit").then(([code]) => {
    throw new Error(`the server's process ended with ${code}`);
  });
  const [place] = await Promise.race([once(child, "message"), ended]);
  ended.catch(() => {});
  return place as BackendPlace;
}
