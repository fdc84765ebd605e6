import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The folder of one of the small models. */
export function modelFolder(name: string): string {
  return join(import.meta.dirname, "models", name);
}

/** A folder of its own, in which each layer is copied over the ones before. */
export function layeredFolder(layers: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), "secondpass-onnx-"));
  for (const layer of layers) cpSync(modelFolder(layer), folder, { recursive: true });
  return folder;
}
