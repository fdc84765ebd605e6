import type { WorkerHandle } from "../pool/handle.ts";

/** A worker whose loading and dying the test decides. */
export interface FakeWorker extends WorkerHandle {
  readonly name: number;
  load(): void;
  failToLoad(error: unknown): void;
  die(): void;
}

/** Makes workers that load by themselves, or only when told. */
export function fakeWorkers(loading: "at once" | "when told" = "at once"): {
  readonly started: FakeWorker[];
  start(onEnd: () => void): WorkerHandle;
} {
  const started: FakeWorker[] = [];
  return {
    started,
    start(onEnd) {
      let ended = false;
      let load = (): void => {};
      let failToLoad = (_error: unknown): void => {};
      const ready = new Promise<void>((resolve, reject) => {
        load = resolve;
        failToLoad = reject;
      });
      const die = (): void => {
        if (ended) return;
        ended = true;
        onEnd();
        failToLoad(new Error("worker_crash"));
      };
      const worker: FakeWorker = {
        name: started.length,
        ready,
        get ended() {
          return ended;
        },
        runs: 10,
        run: () => Promise.reject(new Error("not used")),
        stop: async () => die(),
        load: () => load(),
        failToLoad: (error) => failToLoad(error),
        die,
      };
      started.push(worker);
      if (loading === "at once") load();
      return worker;
    },
  };
}

/** What a call is rejected with. */
export async function failed(call: Promise<unknown>): Promise<unknown> {
  return call.then(
    () => "not at all",
    (error) => error,
  );
}
