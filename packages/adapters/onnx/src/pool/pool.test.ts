import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type FakeWorker, failed, fakeWorkers } from "../__fixtures__/fake-workers.ts";
import { createPool } from "./pool.ts";

const { signal: never } = new AbortController();

/** Work that the test ends, piece by piece. */
function controlledWork() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  return {
    begun,
    work: (_worker: unknown, item: string) =>
      new Promise<void>((resolve) => {
        begun.push(item);
        ends.push(resolve);
      }),
    async endNext() {
      ends.shift()?.();
      await nextTurn();
    },
  };
}

describe("work", () => {
  it("is done once for each item, with its place", async () => {
    const { started, start } = fakeWorkers();
    const pool = createPool(3, start);
    const done: string[] = [];
    await pool.each(["a", "b", "c", "d"], never, async (_worker, item, at) => void done.push(`${at}${item}`));
    expect(done.sort()).toEqual(["0a", "1b", "2c", "3d"]);
    expect(started.length).toBe(3);
    await pool.each([], never, () => Promise.reject(new Error("there is nothing to do")));
  });

  it("starts no more workers than it is worth, and uses them again", async () => {
    const { started, start } = fakeWorkers();
    const pool = createPool(4, start);
    for (let call = 0; call < 3; call++) await pool.each(["a"], never, async () => {});
    expect(started.length).toBe(1);
  });

  it("is shared batch by batch between calls, first come, first served", async () => {
    const { start } = fakeWorkers();
    const pool = createPool(1, start);
    const { begun, work, endNext } = controlledWork();
    const long = pool.each(["long 1", "long 2", "long 3"], never, work);
    await nextTurn();
    const short = pool.each(["short 1", "short 2"], never, work);
    for (let turn = 0; turn < 5; turn++) await endNext();
    await Promise.all([long, short]);
    expect(begun).toEqual(["long 1", "short 1", "long 2", "short 2", "long 3"]);
  });

  it("that fails ends its list, and leaves the worker to others", async () => {
    const { started, start } = fakeWorkers();
    const pool = createPool(2, start);
    const begun: string[] = [];
    const call = pool.each(["a", "b", "c", "d"], never, async (_worker, item) => {
      begun.push(item);
      throw new Error("broken");
    });
    expect(await failed(call)).toMatchObject({ message: "broken" });
    await nextTurn();
    expect(begun.length).toBeLessThanOrEqual(2);
    await pool.each(["e", "f"], never, async () => {});
    expect(started.length).toBe(2);
  });

  it("that fails starts nothing more of its list on other workers either", async () => {
    const { start } = fakeWorkers();
    const pool = createPool(2, start);
    const begun: string[] = [];
    let endSecond = (): void => {};
    const call = pool.each(["a", "b", "c", "d"], never, async (_worker, item) => {
      begun.push(item);
      if (item === "a") throw new Error("broken");
      await new Promise<void>((resolve) => {
        endSecond = resolve;
      });
    });
    expect(await failed(call)).toMatchObject({ message: "broken" });
    endSecond();
    await nextTurn();
    expect(begun).toEqual(["a", "b"]);
  });
});

describe("an abort", () => {
  it("starts nothing further, and frees the worker when its batch ends", async () => {
    const { start } = fakeWorkers();
    const pool = createPool(1, start);
    const { begun, work, endNext } = controlledWork();
    const controller = new AbortController();
    const call = failed(pool.each(["a", "b"], controller.signal, work));
    await nextTurn();
    controller.abort("enough");
    await endNext();
    expect(await call).toBe("enough");
    expect(begun).toEqual(["a"]);
    await pool.each(["c"], never, async () => {});
  });

  it("leaves the queue", async () => {
    const { start } = fakeWorkers();
    const pool = createPool(1, start);
    const { begun, work, endNext } = controlledWork();
    const first = pool.each(["a"], never, work);
    await nextTurn();
    const controller = new AbortController();
    const second = failed(pool.each(["b"], controller.signal, work));
    const third = pool.each(["c"], never, work);
    await nextTurn();
    controller.abort("enough");
    expect(await second).toBe("enough");
    await endNext();
    await endNext();
    await Promise.all([first, third]);
    expect(begun).toEqual(["a", "c"]);
  });

  it("while a worker loads loses the worker to nobody", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(1, start);
    const controller = new AbortController();
    const call = failed(pool.each(["a"], controller.signal, () => Promise.reject(new Error("started"))));
    controller.abort("enough");
    started[0]?.load();
    expect(await call).toBe("enough");
    await pool.each(["b"], never, async () => {});
    expect(started.length).toBe(1);
  });
});

describe("a worker that dies", () => {
  it("is replaced for those who wait", async () => {
    const { started, start } = fakeWorkers();
    const pool = createPool(1, start);
    const { begun, work, endNext } = controlledWork();
    const lost = failed(
      pool.each(["a"], never, async (worker) => {
        await nextTurn();
        (worker as FakeWorker).die();
        throw new Error("worker_crash");
      }),
    );
    const waiting = pool.each(["b"], never, work);
    expect(await lost).toMatchObject({ message: "worker_crash" });
    await nextTurn();
    await endNext();
    await waiting;
    expect(begun).toEqual(["b"]);
    expect(started.length).toBe(2);
    expect(pool.runs).toBe(20);
  });

  it("while nobody waits is replaced by the next call", async () => {
    const { started, start } = fakeWorkers();
    const pool = createPool(1, start);
    await pool.startAll();
    started[0]?.die();
    expect([pool.loaded, started.length]).toEqual([0, 1]);
    await pool.each(["a"], never, async () => {});
    expect(started.length).toBe(2);
  });

  it("is replaced for whoever is first when the new one is there, though another has left", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(1, start);
    const first = failed(pool.each(["a"], never, () => new Promise(() => {})));
    started[0]?.load();
    await nextTurn();
    const controller = new AbortController();
    const leaving = failed(pool.each(["b"], controller.signal, async () => {}));
    const staying = pool.each(["c"], never, async () => {});
    started[0]?.die();
    controller.abort("enough");
    expect(await leaving).toBe("enough");
    started[1]?.load();
    await staying;
    void first;
  });
});
