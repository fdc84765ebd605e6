import { countAt, isObject, type JsonObject, listAt, objectAt, stringAt } from "./json.ts";
import type { Encoding } from "./types.ts";

/** One part of what a model reads: special tokens, or the first (0) or second (1) text. */
export type TemplatePiece =
  | { readonly ids: readonly number[]; readonly typeId: number }
  | { readonly sequence: 0 | 1; readonly typeId: number };

/** How single texts and pairs are put together. */
export interface Template {
  readonly single: readonly TemplatePiece[];
  readonly pair: readonly TemplatePiece[];
}

/** The texts one after the other: what a tokenizer without special tokens of its own does. */
const PLAIN: Template = {
  single: [{ sequence: 0, typeId: 0 }],
  pair: [
    { sequence: 0, typeId: 0 },
    { sequence: 1, typeId: 1 },
  ],
};

/** Reads the `post_processor` of a tokenizer.json; throws an Error where it is none that this package knows. */
export function readTemplate(processor: unknown, where: string): Template {
  if (processor === null || processor === undefined) return PLAIN;
  const fields = objectAt(processor, where);
  switch (fields.type) {
    case "ByteLevel":
      return PLAIN;
    case "TemplateProcessing":
      return readTemplateProcessing(fields, where);
    case "BertProcessing":
      return clsAndSep(fields, where, 1, 1);
    case "RobertaProcessing":
      return clsAndSep(fields, where, 2, 0);
    case "Sequence":
      return readSequence(fields, where);
    default:
      throw new Error(`${where}.type ${JSON.stringify(fields.type)} is not supported`);
  }
}

/** The number of special tokens among the pieces. */
export function countSpecialTokens(pieces: readonly TemplatePiece[]): number {
  return pieces.reduce((count, piece) => count + ("ids" in piece ? piece.ids.length : 0), 0);
}

/** Puts the ids of one or two texts into the pieces of a template. */
export function fillTemplate(
  pieces: readonly TemplatePiece[],
  texts: readonly Int32Array[],
): Pick<Encoding, "ids" | "typeIds"> {
  const parts = pieces.map((piece) => ("ids" in piece ? piece.ids : (texts[piece.sequence] ?? [])));
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const ids = new Int32Array(length);
  const typeIds = new Int32Array(length);
  let position = 0;
  for (const [index, part] of parts.entries()) {
    ids.set(part, position);
    typeIds.fill(pieces[index]?.typeId ?? 0, position, position + part.length);
    position += part.length;
  }
  return { ids, typeIds };
}

/** `CLS a SEP`, and `CLS a SEP b SEP` with so many separators in the middle, the second text of the given type. */
function clsAndSep(fields: JsonObject, where: string, middle: number, secondType: number): Template {
  const cls = tokenId(fields.cls, `${where}.cls`);
  const sep = tokenId(fields.sep, `${where}.sep`);
  const single: readonly TemplatePiece[] = [
    { ids: [cls], typeId: 0 },
    { sequence: 0, typeId: 0 },
    { ids: [sep], typeId: 0 },
  ];
  const second: readonly TemplatePiece[] = [
    { ids: Array<number>(middle - 1).fill(sep), typeId: 0 },
    { sequence: 1, typeId: secondType },
    { ids: [sep], typeId: secondType },
  ];
  return { single, pair: [...single, ...second] };
}

/** The id of a token written as `["[SEP]", 102]`. */
function tokenId(value: unknown, where: string): number {
  return countAt(listAt(value, where)[1], `${where}[1]`);
}

function readSequence(fields: JsonObject, where: string): Template {
  const processors = listAt(fields.processors, `${where}.processors`);
  const adding = [...processors.entries()].filter(([, entry]) => !(isObject(entry) && entry.type === "ByteLevel"));
  if (adding.length > 1) throw new Error(`${where}.processors with more than one that adds tokens is not supported`);
  const [index, processor] = adding[0] ?? [0, null];
  return readTemplate(processor, `${where}.processors[${index}]`);
}

function readTemplateProcessing(fields: JsonObject, where: string): Template {
  const special = objectAt(fields.special_tokens, `${where}.special_tokens`);
  const read = (key: "single" | "pair") =>
    listAt(fields[key], `${where}.${key}`).map((piece, index) =>
      readPiece(objectAt(piece, `${where}.${key}[${index}]`), special, where, `${where}.${key}[${index}]`),
    );
  const [single, pair] = [read("single"), read("pair")];
  if (!uses(single, 0) || uses(single, 1)) throw new Error(`${where}.single must hold sequence A and not B`);
  if (!uses(pair, 0) || !uses(pair, 1)) throw new Error(`${where}.pair must hold sequences A and B`);
  return { single, pair };
}

function uses(pieces: readonly TemplatePiece[], sequence: 0 | 1): boolean {
  return pieces.some((piece) => "sequence" in piece && piece.sequence === sequence);
}

function readPiece(piece: JsonObject, special: JsonObject, where: string, at: string): TemplatePiece {
  if (isObject(piece.Sequence)) {
    const typeId = countAt(piece.Sequence.type_id, `${at}.Sequence.type_id`);
    return { sequence: piece.Sequence.id === "A" ? 0 : 1, typeId };
  }
  const token = objectAt(piece.SpecialToken, `${at}.SpecialToken`);
  const id = stringAt(token.id, `${at}.SpecialToken.id`);
  const place = `${where}.special_tokens[${JSON.stringify(id)}]`;
  const ids = listAt(objectAt(special[id], place).ids, `${place}.ids`);
  return {
    ids: ids.map((value) => countAt(value, `${place}.ids`)),
    typeId: countAt(token.type_id, `${at}.SpecialToken.type_id`),
  };
}
