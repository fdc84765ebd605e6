import { setTimeout as delay } from "node:timers/promises";
import { expect, it } from "vitest";
import { readModel, startWorker } from "../__fixtures__/built.ts";
import { modelFolder } from "../__fixtures__/model-folder.ts";
import { packRows } from "../rows.ts";

it("a worker is ended after the run of the model that is under way: neither within it, nor at the end of its task", async () => {
  const plan = await readModel(modelFolder("one-label"), {});
  const worker = startWorker({ pooling: "mean", labels: 0, ...plan }, () => {});
  await worker.ready;
  const row = { ids: new Int32Array(60).fill(5), typeIds: new Int32Array(60) };
  const rows = packRows(new Array(20_000).fill(row));
  const task = worker.run<"logits">({ kind: "logits", rows, perRun: 1 }).then(
    () => "answered",
    (error) => error.code,
  );
  await delay(50);
  await worker.stop();
  expect(await task).toBe("closed");
  expect(worker.ended).toBe(true);
  await expect(worker.run({ kind: "tokenize", texts: [] })).rejects.toMatchObject({ code: "worker_crash" });
});
