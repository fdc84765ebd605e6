// @ts-check

/**
 * A text as an encoder sees it, in unit vectors: one of all its tokens, and one of each but the first and the last.
 *
 * @typedef {{ pooled: Float32Array, tokens: Float32Array }} Encoding
 */

/**
 * @param {Float32Array} hidden the last hidden state of one text, tokens × width
 * @param {number} width
 * @returns {Encoding}
 */
export function encodingOf(hidden, width) {
  const pooled = new Float32Array(width);
  for (let at = 0; at < hidden.length; at++) pooled[at % width] += hidden[at];
  normalize(pooled, 0, width);
  const tokens = hidden.slice(width, hidden.length - width);
  for (let at = 0; at < tokens.length; at += width) normalize(tokens, at, width);
  return { pooled, tokens };
}

/**
 * @param {Encoding} query
 * @param {Encoding} document
 */
export function cosine(query, document) {
  return dot(query.pooled, 0, document.pooled, 0, query.pooled.length);
}

/**
 * The mean over the query's tokens of the greatest cosine with a token of the document.
 *
 * @param {Encoding} query
 * @param {Encoding} document
 */
export function maxSim(query, document) {
  const width = query.pooled.length;
  let sum = 0;
  for (let q = 0; q < query.tokens.length; q += width) {
    let best = Number.NEGATIVE_INFINITY;
    for (let d = 0; d < document.tokens.length; d += width) {
      best = Math.max(best, dot(query.tokens, q, document.tokens, d, width));
    }
    sum += best;
  }
  return (sum * width) / query.tokens.length;
}

/**
 * @param {Float32Array} a
 * @param {number} atA
 * @param {Float32Array} b
 * @param {number} atB
 * @param {number} width
 */
function dot(a, atA, b, atB, width) {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += a[atA + i] * b[atB + i];
  return sum;
}

/**
 * @param {Float32Array} vectors
 * @param {number} at
 * @param {number} width
 */
function normalize(vectors, at, width) {
  const length = Math.max(Math.sqrt(dot(vectors, at, vectors, at, width)), 1e-12);
  for (let i = 0; i < width; i++) vectors[at + i] /= length;
}
