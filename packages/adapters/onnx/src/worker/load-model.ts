import { InferenceSession } from "onnxruntime-node";
import { type MappedModel, mapWeights } from "../graph/map-weights.ts";
import { loadError } from "../model/load-error.ts";
import { reasonOf } from "./reason-of.ts";

/** What is loaded. */
export interface ModelFile {
  readonly file: string;
  /** Quantized graphs run without the fusion of skip connections into layer normalisation, which has no fast kernel on CPUs. */
  readonly quantized: boolean;
}

/**
 * Loads a model for one thread, its weights mapped from the file as it is now. Where mapping fails, as on a file system that
 * cannot, the file is read; what is wrong with it is told then.
 *
 * @throws RerankError `model_load`.
 */
export async function loadModel(model: ModelFile, map: typeof mapWeights = mapWeights): Promise<InferenceSession> {
  const mapped = await map(model.file);
  const session = mapped && (await loadMapped(mapped, model).catch(() => undefined));
  return session ?? loadWhole(model);
}

/** Loads a graph that refers to its weights. */
export function loadMapped({ graph, folder }: MappedModel, { quantized }: ModelFile): Promise<InferenceSession> {
  const session = { model_external_initializers_file_folder_path: folder };
  return InferenceSession.create(graph, sessionOptions(quantized, { session }));
}

/**
 * Loads a file as it is.
 *
 * @throws RerankError `model_load`.
 */
export async function loadWhole({ file, quantized }: ModelFile): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(file, sessionOptions(quantized));
  } catch (error) {
    throw loadError(`${file} is no model that ONNX Runtime can load; fetch or export it again (${reasonOf(error)})`);
  }
}

function sessionOptions(quantized: boolean, extra: Record<string, unknown> = {}): InferenceSession.SessionOptions {
  const optimization = { disable_specified_optimizers: "SkipLayerNormFusion" };
  return {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    // What fails is thrown as well; nothing is written to the application's stderr.
    logSeverityLevel: 4,
    extra: quantized ? { ...extra, optimization } : extra,
  };
}
