import { fork } from "node:child_process";
import { once } from "node:events";

/** A server in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  /** Ends it without a word, as `kill -9` does. */
  kill(): Promise<void>;
}

/**
 * Starts it.
 *
 * @param port where it listens; 0: wherever there is room.
 */
export async function startServer(port: number): Promise<ServerProcess> {
  const child = fork(new URL("./server.js", import.meta.url), [String(port)]);
  const exited = once(child, "exit");
  const [listensOn] = await Promise.race([once(child, "message"), exited.then(([status]) => died(status))]);
  return {
    port: listensOn,
    async kill() {
      child.kill("SIGKILL");
      await exited;
    },
  };
}

function died(status: number | null): never {
  throw new Error(`the server process ended with ${status} before it listened`);
}
