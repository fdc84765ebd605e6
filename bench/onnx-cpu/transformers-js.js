// @ts-check
import { basename, dirname } from "node:path";
import { AutoModel, AutoModelForSequenceClassification, AutoTokenizer, env } from "@huggingface/transformers";
import { cosine, encodingOf, maxSim } from "./late-interaction.js";
import { timeContender } from "./time-contender.js";

/** @typedef {import("./time-contender.js").Job} Job @typedef {import("./time-contender.js").Score} Score */

await timeContender(async (job) => {
  env.allowRemoteModels = false;
  env.localModelPath = dirname(job.model);
  const tokenizer = await AutoTokenizer.from_pretrained(basename(job.model));
  const open = job.kind === "cross-encoder" ? openCrossEncoder : openLateInteraction;
  return open(job, tokenizer);
});

/**
 * As the documentation of cross-encoders has it, in batches.
 *
 * @param {Job} job
 * @param {import("@huggingface/transformers").PreTrainedTokenizer} tokenizer
 * @returns {Promise<Score>}
 */
async function openCrossEncoder({ model: folder, dtype, batchSize, maxLength }, tokenizer) {
  const model = await AutoModelForSequenceClassification.from_pretrained(basename(folder), optionsOf(dtype));
  return async ({ query, documents }) => {
    const scores = [];
    for (const batch of batchesOf(documents, batchSize)) {
      const queries = batch.map(() => query);
      const options = { text_pair: batch, padding: true, truncation: true, max_length: maxLength };
      const { logits } = await model(tokenizer(queries, options));
      scores.push(...logits.data);
    }
    return scores;
  };
}

/**
 * The bundled model's scores: the mean of the pooled vectors' cosine and of late interaction.
 *
 * @param {Job} job
 * @param {import("@huggingface/transformers").PreTrainedTokenizer} tokenizer
 * @returns {Promise<Score>}
 */
async function openLateInteraction({ model: folder, dtype, batchSize, maxLength }, tokenizer) {
  const model = await AutoModel.from_pretrained(basename(folder), optionsOf(dtype));
  /** @param {string[]} texts */
  const encode = async (texts) => {
    const inputs = tokenizer(texts, { padding: true, truncation: true, max_length: maxLength });
    const { last_hidden_state: hidden } = await model(inputs);
    const [, length, width] = hidden.dims;
    return texts.map((_, row) => {
      const count = tokensOf(inputs.attention_mask.data, row, length);
      const start = row * length * width;
      return encodingOf(hidden.data.subarray(start, start + count * width), width);
    });
  };
  return async ({ query, documents }) => {
    const [asked] = await encode([query]);
    if (!asked) throw new Error("the query was not encoded");
    const scores = [];
    for (const batch of batchesOf(documents, batchSize)) {
      for (const document of await encode(batch)) scores.push((cosine(asked, document) + maxSim(asked, document)) / 2);
    }
    return scores;
  };
}

/** @param {string} dtype */
function optionsOf(dtype) {
  return { dtype: /** @type {"fp32" | "int8"} */ (dtype), device: /** @type {const} */ ("cpu") };
}

/**
 * @param {string[]} texts
 * @param {number} size
 */
function batchesOf(texts, size) {
  return Array.from({ length: Math.ceil(texts.length / size) }, (_, at) => texts.slice(at * size, (at + 1) * size));
}

/**
 * @param {BigInt64Array} mask
 * @param {number} row
 * @param {number} length
 */
function tokensOf(mask, row, length) {
  return mask.subarray(row * length, (row + 1) * length).filter((value) => value === 1n).length;
}
