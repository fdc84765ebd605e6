import { readFileSync, renameSync, symlinkSync } from "node:fs";
import { realpath } from "node:fs/promises";
import { join } from "node:path";
import { path as miniFolder } from "@secondpass/mini";
import { expect, it } from "vitest";
import { alteredFolder } from "../__fixtures__/altered-folder.ts";
import { onnx } from "../__fixtures__/built.ts";
import { modelFolder } from "../__fixtures__/model-folder.ts";
import { createGate } from "../worker/gate.ts";
import { loadMapped, loadModel, loadWhole, type ModelFile } from "../worker/load-model.ts";
import { createSession } from "../worker/session.ts";
import { type MappedModel, mapWeights } from "./map-weights.ts";
import { bytesField, numberField } from "./wire.ts";

const row = (length: number) => ({
  ids: Int32Array.from({ length }, (_, at) => 5 + ((at * 37) % 100)),
  typeIds: new Int32Array(length),
});

const modelOf = (file: string): ModelFile => ({ file, quantized: file.includes("int8") });
const sessionOf = (file: string, load?: typeof loadWhole) => createSession(modelOf(file), createGate(), load);

const mini = join(miniFolder, "onnx/model_int8.onnx");

it.each([
  join(modelFolder("one-label"), "onnx/model.onnx"),
  join(modelFolder("one-label"), "onnx/model_int8.onnx"),
  join(modelFolder("no-type-ids"), "onnx/model.onnx"),
  join(modelFolder("bi-encoder"), "onnx/model.onnx"),
  mini,
])("a mapped model computes the same to the bit: %s", async (file) => {
  const mapped = (await mapWeights(file)) as MappedModel;
  expect(mapped.graph.length).toBeLessThan(readFileSync(file).length * 0.75);
  const whole = await sessionOf(file, loadWhole);
  const session = await sessionOf(file, (model) => loadMapped(mapped, model));
  for (const rows of [[row(3)], [row(17)], [row(9), row(4)]]) {
    expect(await session.run(rows)).toEqual(await whole.run(rows));
  }
});

it("a graph holds next to nothing of a large file", async () => {
  const { graph } = (await mapWeights(mini)) ?? {};
  expect(graph?.length).toBeLessThan(readFileSync(mini).length / 40);
});

it("where references lead nowhere the file is read", async () => {
  const lost = async (path: string) => ({ ...((await mapWeights(path)) as MappedModel), folder: "/nowhere" });
  const file = join(modelFolder("one-label"), "onnx/model.onnx");
  await expect(loadMapped(await lost(file), modelOf(file))).rejects.toThrow();
  const session = await sessionOf(file, (model) => loadModel(model, lost));
  expect((await session.run([row(5)])).dims).toEqual([1, 1]);
});

it("a file that was replaced is mapped as it is now, and who mapped it before keeps what was there", async () => {
  using folder = alteredFolder("one-label");
  const file = join(folder.path, "onnx/model.onnx");
  const before = await sessionOf(file);
  const old = await before.run([row(7)]);
  folder.write("onnx/next", readFileSync(join(modelFolder("two-labels"), "onnx/model.onnx")));
  renameSync(join(folder.path, "onnx/next"), file);
  expect(await before.run([row(7)])).toEqual(old);
  const whole = await sessionOf(file, loadWhole);
  expect(await (await sessionOf(file)).run([row(7)])).toEqual(await whole.run([row(7)]));
});

it("a model whose file is a link into another folder is mapped there", async () => {
  using cache = alteredFolder("one-label");
  using snapshot = alteredFolder("one-label");
  snapshot.remove("onnx/model.onnx");
  symlinkSync(join(cache.path, "onnx/model.onnx"), join(snapshot.path, "onnx/model.onnx"));
  expect((await mapWeights(join(snapshot.path, "onnx/model.onnx")))?.folder).toBe(
    await realpath(join(cache.path, "onnx")),
  );
  const request = { query: "river", documents: ["a river", "a bank"] };
  await using linked = onnx({ model: snapshot.path, workers: 1 });
  await using plain = onnx({ model: modelFolder("one-label"), workers: 1 });
  expect((await linked.rerank(request)).ranking).toEqual((await plain.rerank(request)).ranking);
});

const large = Buffer.alloc(20_000, 7);
const tensor = (...fields: Uint8Array[]) => bytesField(5, Buffer.concat(fields));
const model = (...fields: Uint8Array[]) => bytesField(7, Buffer.concat(fields));

it.each([
  ["is empty", Buffer.alloc(0)],
  ["is no message", Buffer.alloc(50_000, 0xff)],
  ["is cut", model(tensor(bytesField(9, large))).subarray(0, 10_000)],
  ["has small weights only", model(tensor(bytesField(9, large.subarray(0, 9000)), numberField(2, 1)))],
  ["has its weights in another file", model(tensor(bytesField(13, large.subarray(0, 5)), bytesField(8, large)))],
  ["has its weights elsewhere than in initializers", model(bytesField(1, large))],
])("leaves a file as it is that %s", async (_what, content) => {
  using folder = alteredFolder("one-label");
  folder.write("onnx/model.onnx", Buffer.from(content));
  expect(await mapWeights(join(folder.path, "onnx/model.onnx"))).toBeUndefined();
});

it("leaves to others to say that there is no file", async () => {
  expect(await mapWeights("/nowhere/model.onnx")).toBeUndefined();
});
