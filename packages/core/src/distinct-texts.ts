/** Tells equal texts apart from different ones. */
export interface DistinctTexts {
  /** The number that was given with the first text equal to this one; undefined where this is the first, which is then kept. */
  firstOf(text: string, number: number): number | undefined;
}

/** Texts that look alike are compared one by one up to so many; beyond, by a map, whose keys are hashed whole. */
const mostCompared = 4;

/** A text and its number, and the one before it that looks alike. */
interface Entry {
  readonly text: string;
  readonly number: number;
  readonly before: Entry | undefined;
  /** How many look alike, with this one. */
  readonly count: number;
}

/**
 * Finds repeated texts without reading every text to its end, as a map keyed by texts does: hashing the texts of a hundred
 * candidates costs more than everything else that a call adds. Texts are told apart by their length and a few of their
 * characters; those that agree in these are compared.
 */
export function createDistinctTexts(): DistinctTexts {
  const alike = new Map<number, Entry>();
  const hashed = new Map<string, number>();
  return {
    firstOf(text, number) {
      const key = sample(text);
      const before = alike.get(key);
      const known = before && numberOf(before, text);
      if (known !== undefined) return known;
      const count = (before?.count ?? 0) + 1;
      if (count > mostCompared) return findOrAdd(hashed, text, number);
      alike.set(key, { text, number, before, count });
      return undefined;
    },
  };
}

function numberOf(last: Entry, text: string): number | undefined {
  for (let entry: Entry | undefined = last; entry; entry = entry.before) if (entry.text === text) return entry.number;
  return undefined;
}

function findOrAdd(numbers: Map<string, number>, text: string, number: number): number | undefined {
  const found = numbers.get(text);
  if (found === undefined) numbers.set(text, number);
  return found;
}

/** A number out of the length and four characters, spread over the text. */
function sample(text: string): number {
  const { length } = text;
  let key = length;
  for (let i = 1; i <= 4; i++) key = (Math.imul(key, 31) + text.charCodeAt(((length * i) >> 2) - 1)) | 0;
  return key;
}
