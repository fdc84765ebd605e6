import { rerankError } from "@secondpass/core";

/** The bundled model's package; an optional peer. */
const bundled = "@secondpass/mini";

/**
 * The folder of the bundled model.
 *
 * @throws RerankError `misconfigured` saying what to install.
 */
export async function defaultModel(): Promise<string> {
  try {
    const { path } = (await import(bundled)) as { readonly path: string };
    return path;
  } catch {
    const message = `onnx: no model is named and the bundled one is not installed: npm install ${bundled}, or pass { model: "./folder" }`;
    throw rerankError("misconfigured", message);
  }
}
