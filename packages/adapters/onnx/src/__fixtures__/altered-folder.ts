import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { modelFolder } from "./model-folder.ts";

/** A copy of a small model that may be spoilt; removed at the end of its scope. */
export interface AlteredFolder extends Disposable {
  readonly path: string;
  /** Writes a file, its folder too. */
  write(name: string, content: string | Buffer): void;
  /** Sets members of a JSON file. */
  set(name: string, members: object): void;
  remove(name: string): void;
  /** Puts a file back as it was in the model. */
  restore(name: string): void;
}

/** Copies a small model. */
export function alteredFolder(model: string): AlteredFolder {
  const path = mkdtempSync(join(tmpdir(), "secondpass-onnx-"));
  cpSync(modelFolder(model), path, { recursive: true });
  const write = (name: string, content: string | Buffer): void => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), content);
  };
  return {
    path,
    write,
    set: (name, members) =>
      write(name, JSON.stringify({ ...JSON.parse(readFileSync(join(path, name), "utf8")), ...members })),
    remove: (name) => rmSync(join(path, name), { recursive: true }),
    restore: (name) => cpSync(join(modelFolder(model), name), join(path, name)),
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** A graph that no reranker should be; made by oracle/make-strange-graphs.py. */
export function strangeGraph(name: string): Buffer {
  return readFileSync(join(import.meta.dirname, "graphs", `${name}.onnx`));
}
