import { seededRandom } from "../random.ts";
import { type Draw, mutateBytes } from "./mutate-bytes.ts";
import { mutateTree } from "./mutate-tree.ts";

/**
 * A broken variant of a JSON body: the same for the same seed and body. Most seeds change the tree (types, numbers, members,
 * rows), the others the bytes (bits, cuts, marks, invalid UTF-8); some do both. It may by chance be equal to the body or to
 * another right answer.
 *
 * @param seed any integer.
 * @param body valid JSON.
 */
export function mutateBody(seed: number, body: string): Buffer {
  const random = seededRandom(seed);
  const draw: Draw = {
    below: (count) => Math.floor(random() * count),
    of: (list) => list[Math.floor(random() * list.length)] as never,
  };
  let text = body;
  const treeMutations = draw.of([0, 1, 1, 1, 2, 3]);
  for (let mutation = 0; mutation < treeMutations; mutation++) {
    const mutated = mutateTree(text, draw);
    // Not every mutation applies everywhere: a second try seldom fails as well.
    text = mutated === text ? mutateTree(text, draw) : mutated;
  }
  const byteMutations = treeMutations === 0 ? 1 + draw.below(3) : draw.of([0, 0, 0, 1]);
  let bytes: Buffer = Buffer.from(text);
  for (let mutation = 0; mutation < byteMutations; mutation++) bytes = mutateBytes(bytes, draw);
  return bytes;
}
