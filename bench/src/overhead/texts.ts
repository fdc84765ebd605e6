/** Words per text: a passage of the usual size. */
const wordsPerText = 60;

const syllables = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo zu".split(" ");

/** What one call is given: the same texts as plain strings and as an application's objects. */
export interface CallInput {
  readonly texts: readonly string[];
  readonly objects: readonly { readonly id: number; readonly text: string }[];
}

/**
 * Makes distinct texts of 60 words, the same ones in every process, and returns what copies them.
 *
 * Every copy is a new flat string, as if it had just come out of a database: no rope that the first reader has to flatten, and
 * no hash that an earlier call left in it.
 */
export function inputSource(count: number): () => CallInput {
  const random = randomNumbers(count);
  const originals = Array.from({ length: count }, (_, index) => Buffer.from(textOf(index, random), "latin1"));
  return () => {
    const texts = originals.map((original) => original.toString("latin1"));
    return { texts, objects: texts.map((text, id) => ({ id, text })) };
  };
}

/** Numbers in 0…1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function textOf(index: number, random: () => number): string {
  const words = Array.from({ length: wordsPerText - 1 }, () => wordOf(random));
  return [...words, String(index)].join(" ");
}

function wordOf(random: () => number): string {
  const length = 1 + Math.floor(random() * 4);
  return Array.from({ length }, () => syllables[Math.floor(random() * syllables.length)]).join("");
}
