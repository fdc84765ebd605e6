/** Tells equal texts apart from different ones. */
export interface DistinctTexts {
  /** The number that was given with the first text equal to this one; undefined where this is the first, which is then kept. */
  firstOf(text: string, number: number): number | undefined;
}

/** Texts of one bucket are compared one by one up to so many; beyond, by a map, whose keys are hashed whole. */
const mostCompared = 4;

interface Bucket {
  readonly texts: string[];
  readonly numbers: number[];
  map: Map<string, number> | undefined;
}

/**
 * Finds repeated texts without reading every text to its end, as a map keyed by texts does: hashing the texts of a hundred
 * candidates costs more than everything else that a call adds. Texts are told apart by their length and a few of their
 * characters; those that agree in these are compared.
 */
export function createDistinctTexts(): DistinctTexts {
  const buckets = new Map<number, Bucket>();
  return {
    firstOf(text, number) {
      const key = sample(text);
      const bucket = buckets.get(key);
      if (bucket) return findOrAdd(bucket, text, number);
      buckets.set(key, { texts: [text], numbers: [number], map: undefined });
      return undefined;
    },
  };
}

function findOrAdd(bucket: Bucket, text: string, number: number): number | undefined {
  const found = bucket.map ? bucket.map.get(text) : bucket.numbers[bucket.texts.indexOf(text)];
  if (found !== undefined) return found;
  bucket.texts.push(text);
  bucket.numbers.push(number);
  if (bucket.map) bucket.map.set(text, number);
  else if (bucket.texts.length > mostCompared)
    bucket.map = new Map(bucket.texts.map((one, at) => [one, bucket.numbers[at] as number]));
  return undefined;
}

/** A number out of the length and eight characters, spread over the text. */
function sample(text: string): number {
  const { length } = text;
  let key = length;
  for (let i = 1; i <= 8; i++) key = (Math.imul(key, 31) + text.charCodeAt(((length * i) >> 3) - 1)) | 0;
  return key;
}
