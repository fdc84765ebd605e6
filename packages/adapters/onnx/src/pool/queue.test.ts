import { expect, it } from "vitest";
import { createQueue } from "./queue.ts";

const { signal: never } = new AbortController();

it("serves in turn", async () => {
  const queue = createQueue<string>();
  expect(queue.serve("nobody")).toBe(false);
  const waits = [queue.wait(never), queue.wait(never)];
  expect(queue.length).toBe(2);
  expect([queue.serve("first"), queue.serve("second"), queue.serve("third")]).toEqual([true, true, false]);
  expect(await Promise.all(waits)).toEqual(["first", "second"]);
});

it("lets go of who aborts, with the reason; the next moves up", async () => {
  const queue = createQueue<string>();
  const controller = new AbortController();
  const leaving = queue.wait(controller.signal);
  const staying = queue.wait(never);
  controller.abort("no longer");
  await expect(leaving).rejects.toBe("no longer");
  queue.serve("here");
  expect(await staying).toBe("here");
});

it("sends everybody away", async () => {
  const queue = createQueue<string>();
  const waits = Promise.allSettled([queue.wait(never), queue.wait(never)]);
  queue.failAll("closed");
  expect((await waits).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(queue.length).toBe(0);
});
