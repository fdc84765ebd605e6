import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { type FakeWorker, failed, fakeWorkers } from "../__fixtures__/fake-workers.ts";
import { createPool, type Pool } from "./pool.ts";

const { signal: never } = new AbortController();

describe("a worker that cannot load", () => {
  const broken = new Error("model_load");

  it("tells all who wait for it, and the next call tries again", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(1, start);
    const calls = ["a", "b", "c"].map((item) => failed(pool.each([item], never, async () => {})));
    await nextTurn();
    started[0]?.failToLoad(broken);
    expect(await Promise.all(calls)).toEqual([broken, broken, broken]);
    expect([pool.loaded, started.length, started[0]?.ended]).toEqual([0, 1, true]);
    const next = pool.each(["d"], never, async () => {});
    started[1]?.load();
    await next;
  });

  it("does not send those away whom another can serve", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(2, start);
    const calls = ["a", "b", "c"].map((item) => pool.each([item], never, async () => {}));
    await nextTurn();
    const second = failed(calls[1] as Promise<void>);
    started[1]?.failToLoad(broken);
    expect(await second).toBe(broken);
    started[0]?.load();
    await Promise.all([calls[0], calls[2]]);
  });

  it("dying while it loads is not replaced for ever", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(1, start);
    const calls = ["a", "b"].map((item) => failed(pool.each([item], never, async () => {})));
    await nextTurn();
    started[0]?.die();
    await Promise.all(calls);
    expect(started.length).toBe(1);
  });
});

describe("startAll", () => {
  it("waits for workers that others have started, too", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(2, start);
    const ends: string[] = [];
    const calls = ["first", "second"].map((name) => pool.startAll().then(() => ends.push(name)));
    await nextTurn();
    expect([started.length, ends]).toEqual([2, []]);
    for (const worker of started) worker.load();
    await Promise.all(calls);
    expect(pool.loaded).toBe(2);
  });

  it("fails for all who wait, and keeps the workers that did load", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(2, start);
    const calls = [failed(pool.startAll()), failed(pool.startAll())];
    await nextTurn();
    started[0]?.failToLoad("broken");
    started[1]?.load();
    expect(await Promise.all(calls)).toEqual(["broken", "broken"]);
    await nextTurn();
    await pool.each(["a"], never, async () => {});
    expect([pool.loaded, started.length]).toEqual([1, 2]);
  });
});

describe("close", () => {
  const closed = { code: "closed" };

  async function closeWith(pool: Pool, started: readonly FakeWorker[]): Promise<void> {
    await pool.close();
    expect(started.every(({ ended }) => ended)).toBe(true);
    expect(await failed(pool.each(["z"], never, async () => {}))).toMatchObject(closed);
  }

  it("ends the workers and sends away those who wait and those who come", async () => {
    const { started, start } = fakeWorkers();
    const pool = createPool(1, start);
    void pool.each(["a"], never, () => new Promise(() => {}));
    await nextTurn();
    const waiting = failed(pool.each(["b"], never, async () => {}));
    await closeWith(pool, started);
    expect(await waiting).toMatchObject(closed);
    expect(started.length).toBe(1);
    await pool.close();
  });

  it("may come while workers load, and may bring its own reason", async () => {
    const { started, start } = fakeWorkers("when told");
    const pool = createPool(2, start);
    const starting = failed(pool.startAll());
    await nextTurn();
    await pool.close("over");
    expect(await starting).toMatchObject({ message: "worker_crash" });
    expect(await failed(pool.each(["a"], never, async () => {}))).toBe("over");
    expect(started.length).toBe(2);
  });
});
