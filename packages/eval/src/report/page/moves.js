// @ts-check

/**
 * Where a document stands in one order and where it stood in the other.
 *
 * @typedef {object} Move
 * @property {string} id
 * @property {number | null} score
 * @property {number} place here, from 1
 * @property {number | undefined} other in the other order, from 1; undefined where it is below what is shown of that and nobody knows how far
 */

/**
 * The documents of one order, each with its place in the other.
 *
 * @param {readonly import("../../results.ts").ShownDocument[]} here
 * @param {readonly import("../../results.ts").ShownDocument[]} there
 * @param {(id: string) => number | null | undefined} [known] places in the other order beyond what is shown
 * @returns {readonly Move[]}
 */
export function movesOf(here, there, known) {
  const places = new Map(there.map(({ id }, at) => [id, at + 1]));
  return here.map(({ id, score }, at) => ({
    id,
    score,
    place: at + 1,
    other: places.get(id) ?? known?.(id) ?? undefined,
  }));
}
