import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import {
  defineReranker,
  type Reranker,
  type RerankerTraits,
  type RerankRequest,
  type ScoreContext,
  type Scored,
} from "@secondpass/core";
import { defaultModel } from "./default-model.ts";
import { absoluteFolder } from "./model/folder.ts";
import type { ModelPlan } from "./model/model-plan.ts";
import { readModel } from "./model/read-model.ts";
import { checkOptions, type OnnxOptions } from "./options.ts";
import { startWorker } from "./pool/handle.ts";
import { createPool, type Pool } from "./pool/pool.ts";
import { scoreWithCrossEncoder } from "./score/cross-encoder.ts";
import { createDocumentCache } from "./score/document-cache.ts";
import { scoreWithEncoder } from "./score/encoder.ts";
import type { Bench } from "./score/run-list.ts";
import { isProbability } from "./score/score-pairs.ts";

/** Rows × longest row that one message to a worker holds; what is measured best lies between 256 and 512. */
const tokenBudget = 384;

/** A local reranker, and how often its model has run. */
export interface Onnx {
  readonly reranker: Reranker;
  readonly runs: () => number;
}

/** What is there once the model's folder has been read. */
interface Opened {
  readonly plan: ModelPlan;
  readonly pool: Pool;
  score(request: RerankRequest, context: ScoreContext): Promise<Scored>;
}

/** Makes a local reranker, with a view on what its model does. */
export function createOnnx(given: OnnxOptions = {}): Onnx {
  const options = checkOptions(given);
  let opening: Promise<Opened> | undefined;
  let opened: Opened | undefined;
  // Read once; a failure is told and tried again by the next call.
  const openOnce = (): Promise<Opened> => {
    opening ??= open(options).then(
      (value) => {
        opened = value;
        return value;
      },
      (error) => {
        opening = undefined;
        throw error;
      },
    );
    return opening;
  };
  const reranker = defineReranker({
    id: options.model === undefined ? "onnx:mini" : `onnx:${basename(absoluteFolder(options.model))}`,
    get traits() {
      return traitsOf(opened?.plan, options);
    },
    async score(request, context) {
      const { score } = await openOnce();
      const scored = await score(request, context);
      return request.instruction === undefined
        ? scored
        : { ...scored, warnings: [...(scored.warnings ?? []), ignored] };
    },
    async warmup() {
      await (await openOnce()).pool.startAll();
    },
    async close() {
      await opening?.then(({ pool }) => pool.close()).catch(() => {});
    },
  });
  return { reranker, runs: () => opened?.pool.runs ?? 0 };
}

const ignored = { code: "instruction_ignored", message: "this kind of model takes no instruction" };

async function open(options: OnnxOptions): Promise<Opened> {
  const plan = await readModel(absoluteFolder(options.model ?? (await defaultModel())), options);
  const pooling = plan.kind === "encoder" ? plan.pooling : "mean";
  const pool = createPool(options.workers ?? availableParallelism(), (onEnd) =>
    startWorker({ ...plan, pooling }, onEnd),
  );
  const perRun = plan.quantized ? 1 : (options.batchSize ?? 32);
  const bench: Bench = { plan, pool, perRun, rules: { tokenBudget, maxRows: plan.quantized ? 64 : perRun } };
  if (plan.kind === "cross-encoder") {
    return { plan, pool, score: (request, context) => scoreWithCrossEncoder({ ...bench, plan }, request, context) };
  }
  const cache = createDocumentCache(options.documentCache ?? 0);
  const similarity = options.similarity ?? "both";
  return {
    plan,
    pool,
    score: (request, context) => scoreWithEncoder({ ...bench, plan, cache, similarity }, request, context),
  };
}

function traitsOf(plan: ModelPlan | undefined, { similarity = "both" }: OnnxOptions): RerankerTraits {
  const common = { pointwise: true, device: "cpu" } as const;
  if (!plan) return { ...common, scoreScale: "unknown" };
  const { kind, hash, maxLength } = plan;
  const revision = createHash("sha256")
    .update(JSON.stringify([hash, kind, maxLength, similarity]))
    .digest("hex")
    .slice(0, 16);
  if (kind === "encoder") return { ...common, revision, scoreScale: "similarity" };
  return { ...common, revision, scoreScale: isProbability(plan) ? "probability" : "logit" };
}
