import { fileURLToPath } from "node:url";

/** A model that is measured. */
export type ModelName = "fp32" | "int8" | "mini";

/** All names, in the order of the report. */
export const modelNames: readonly ModelName[] = ["fp32", "int8", "mini"];

/** What a model is and where it lies. */
export interface Model {
  /** For the report. */
  readonly title: string;
  /** Folder in Hugging Face layout. */
  readonly folder: string;
  /** Which of its files. */
  readonly dtype: "fp32" | "int8";
  readonly kind: "cross-encoder" | "late-interaction";
  /** Tokens of a pair, or of a text, at most. */
  readonly maxLength: number;
}

/** The bundled model's folder. */
const mini = fileURLToPath(new URL("../../../packages/models/mini", import.meta.url));

/** @param crossEncoder folder of the cross-encoder; of no account for `mini`. */
export function modelOf(name: ModelName, crossEncoder = ""): Model {
  if (name === "mini") {
    const title = "the bundled model, int8, late interaction";
    return { title, folder: mini, dtype: "int8", kind: "late-interaction", maxLength: 256 };
  }
  const title = `cross-encoder of MiniLM-L6's shape, ${name}`;
  return { title, folder: crossEncoder, dtype: name, kind: "cross-encoder", maxLength: 512 };
}
