import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { basename } from "node:path";
import {
  defineReranker,
  isRerankError,
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
import { once } from "./once.ts";
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
  const model = once(() => open(options));
  const use = async <T>(work: (opened: Opened) => Promise<T>): Promise<T> => {
    const opened = await model.get();
    try {
      return await work(opened);
    } catch (error) {
      // The folder is read again by the next call: somebody may have put it right.
      if (opened.pool.loaded === 0 && cannotLoad(error)) {
        model.forget(opened);
        await opened.pool.close(error);
      }
      throw error;
    }
  };
  const reranker = defineReranker({
    id: options.model === undefined ? "onnx:mini" : `onnx:${basename(absoluteFolder(options.model))}`,
    get traits() {
      return traitsOf(model.made?.plan, options);
    },
    async score(request, context) {
      const scored = await use(({ score }) => score(request, context));
      return request.instruction === undefined
        ? scored
        : { ...scored, warnings: [...(scored.warnings ?? []), ignored] };
    },
    async warmup() {
      await use(({ pool }) => pool.startAll());
    },
    async close() {
      await model.making?.then(({ pool }) => pool.close()).catch(() => {});
    },
  });
  return { reranker, runs: () => model.made?.pool.runs ?? 0 };
}

/** Whether the model itself is at fault. */
function cannotLoad(error: unknown): boolean {
  return isRerankError(error) && ["model_load", "misconfigured", "tokenizer_mismatch"].includes(error.code);
}

const ignored = { code: "instruction_ignored", message: "this kind of model takes no instruction" };

async function open(options: OnnxOptions): Promise<Opened> {
  const plan = await readModel(absoluteFolder(options.model ?? (await defaultModel())), options);
  const setup = { pooling: "mean", labels: 0, ...plan } as const;
  const pool = createPool(options.workers ?? availableParallelism(), (onEnd) => startWorker(setup, onEnd));
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
    .update(
      JSON.stringify([hash, kind, maxLength, plan.kind === "encoder" ? [plan.pooling, similarity] : plan.activation]),
    )
    .digest("hex")
    .slice(0, 16);
  if (kind === "encoder") return { ...common, revision, scoreScale: "similarity" };
  return { ...common, revision, scoreScale: isProbability(plan) ? "probability" : "logit" };
}
