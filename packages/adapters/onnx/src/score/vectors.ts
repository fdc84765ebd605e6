/** A text as an encoder sees it: unit vectors. */
export interface Encoding {
  /** Of the whole text; as long as the model is wide. */
  readonly pooled: Float32Array;
  /** Of each token but the first and the last, one after the other; empty where only the whole text was asked for. */
  readonly tokens: Float32Array;
}

/** Cosine of two texts' pooled vectors. */
export function cosine(query: Encoding, document: Encoding): number {
  return dot(query.pooled, 0, document.pooled, 0, query.pooled.length);
}

/**
 * Late interaction with one query: the mean over the query's tokens of the greatest cosine with any token of the document.
 * ColBERT's sum, divided by the query's length (Khattab and Zaharia, "ColBERT", SIGIR 2020). Both have at least one token.
 */
export function maxSimWith(query: Encoding): (document: Encoding) => number {
  const width = query.pooled.length;
  const count = query.tokens.length / width;
  // In doubles, which need no conversion; tokens that fill up the last group are zero, and so is their best.
  const tokens = new Float64Array(Math.ceil(count / abreast) * abreast * width);
  tokens.set(query.tokens);
  return (document) => {
    let sum = 0;
    for (let at = 0; at < tokens.length; at += abreast * width) sum += bestOfFour(tokens, at, document.tokens, width);
    return sum / count;
  };
}

/** Query tokens that are compared at once: each number of the document is loaded for all of them. */
const abreast = 4;

/** The sum of what four of the query's tokens, from `at` on, find at best in the document. */
function bestOfFour(query: Float64Array, at: number, document: Float32Array, width: number): number {
  const best = Float64Array.of(-2, -2, -2, -2);
  for (let from = 0; from < document.length; from += width) {
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let i = 0; i < width; i++) {
      const value = document[from + i] as number;
      first += value * (query[at + i] as number);
      second += value * (query[at + width + i] as number);
      third += value * (query[at + 2 * width + i] as number);
      fourth += value * (query[at + 3 * width + i] as number);
    }
    best[0] = Math.max(best[0] as number, first);
    best[1] = Math.max(best[1] as number, second);
    best[2] = Math.max(best[2] as number, third);
    best[3] = Math.max(best[3] as number, fourth);
  }
  return best.reduce((sum, one) => sum + one, 0);
}

/** How an encoder's output becomes vectors. */
export interface EncodingRules {
  readonly pooling: "mean" | "cls";
  /** Whether the vectors of single tokens are wanted too. */
  readonly withTokens: boolean;
  /** Where vectors are to lie from now on: hands them back, or a copy of them. */
  readonly place: Place;
}

/**
 * What an encoder makes of one text.
 *
 * @param hidden the last hidden state: tokens × width, [CLS] first and [SEP] last; its memory is used on.
 */
export function toEncoding(
  hidden: Float32Array,
  width: number,
  { pooling, withTokens, place }: EncodingRules,
): Encoding {
  const count = hidden.length / width;
  const pooled = new Float32Array(width);
  for (let token = 0; token < (pooling === "cls" ? 1 : count); token++) {
    for (let i = 0; i < width; i++) pooled[i] = (pooled[i] as number) + (hidden[token * width + i] as number);
  }
  normalize(pooled, 0, width);
  const tokens = withTokens ? hidden.subarray(width, Math.max(width, hidden.length - width)) : new Float32Array();
  for (let at = 0; at < tokens.length; at += width) normalize(tokens, at, width);
  return { pooled: place(pooled), tokens: place(tokens) };
}

/** Takes vectors; returns where they are. */
export type Place = (vectors: Float32Array) => Float32Array;

function dot(a: Float32Array, atA: number, b: Float32Array, atB: number, width: number): number {
  let sum = 0;
  for (let i = 0; i < width; i++) sum += (a[atA + i] as number) * (b[atB + i] as number);
  return sum;
}

/** To length 1; a zero vector stays. The floor is PyTorch's. */
function normalize(vectors: Float32Array, at: number, width: number): void {
  const length = Math.max(Math.sqrt(dot(vectors, at, vectors, at, width)), 1e-12);
  for (let i = 0; i < width; i++) vectors[at + i] = (vectors[at + i] as number) / length;
}
