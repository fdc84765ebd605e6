import { type Body, characters } from "../body.ts";

/** One entry of FastAPI's `detail`. It carries the input that was wrong, whole. */
export interface Detail {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: object;
}

interface Bounds {
  readonly maxDocuments: number;
  readonly maxCharacters: number;
}

const yes = [true, 1, "1", "true", "yes", "on", "t", "y"];
const no = [false, 0, "0", "false", "no", "off", "f", "n"];

/**
 * What pydantic says of a rerank body, in the order of the model's fields; types and texts as recorded of Infinity
 * 0.0.78. Unknown fields pass.
 */
export function fieldDetails(body: Body, bounds: Bounds): readonly Detail[] {
  const all: Readonly<Record<string, (name: string) => readonly Detail[]>> = {
    query: (name) => needed(body, name, (value) => texts(value, ["body", name], bounds)),
    documents: (name) => needed(body, name, (value) => lists(value, ["body", name], bounds)),
    return_documents: (name) => given(body, name, flags),
    raw_scores: (name) => given(body, name, flags),
    model: (name) => given(body, name, (value, loc) => texts(value, loc, bounds)),
    top_n: (name) => (body[name] === null ? [] : given(body, name, counts)),
  };
  return Object.entries(all).flatMap(([name, check]) => check(name));
}

/** pydantic's lax reading of a boolean. */
export function laxFlag(value: unknown): boolean {
  return yes.includes(lower(value) as string);
}

/** pydantic's lax reading of an integer; undefined for none. */
export function laxCount(value: unknown): number | undefined {
  if (typeof value !== "number" && !(typeof value === "string" && /^\s*[+-]?\d+\s*$/.test(value))) return undefined;
  return Number(value);
}

function needed(body: Body, name: string, check: (value: unknown) => readonly Detail[]): readonly Detail[] {
  if (Object.hasOwn(body, name)) return check(body[name]);
  return [{ type: "missing", loc: ["body", name], msg: "Field required", input: body }];
}

type Check = (value: unknown, loc: Detail["loc"]) => readonly Detail[];

function given(body: Body, name: string, check: Check): readonly Detail[] {
  return Object.hasOwn(body, name) ? check(body[name], ["body", name]) : [];
}

function texts(input: unknown, loc: Detail["loc"], { maxCharacters }: Bounds): readonly Detail[] {
  if (typeof input !== "string") return [{ type: "string_type", loc, msg: "Input should be a valid string", input }];
  if (characters(input.trim()) <= maxCharacters) return [];
  const msg = `String should have at most ${maxCharacters} characters`;
  return [{ type: "string_too_long", loc, msg, input, ctx: { max_length: maxCharacters } }];
}

function lists(input: unknown, loc: Detail["loc"], bounds: Bounds): readonly Detail[] {
  if (!Array.isArray(input)) return [{ type: "list_type", loc, msg: "Input should be a valid list", input }];
  const { length } = input;
  if (length === 0) {
    const msg = "List should have at least 1 item after validation, not 0";
    return [{ type: "too_short", loc, msg, input, ctx: { field_type: "List", min_length: 1, actual_length: 0 } }];
  }
  if (length > bounds.maxDocuments) {
    const msg = `List should have at most ${bounds.maxDocuments} items after validation, not ${length}`;
    const ctx = { field_type: "List", max_length: bounds.maxDocuments, actual_length: length };
    return [{ type: "too_long", loc, msg, input, ctx }];
  }
  return input.flatMap((item, index) => texts(item, [...loc, index], bounds));
}

const flags: Check = (input, loc) => {
  const known: readonly unknown[] = [...yes, ...no];
  if (known.includes(lower(input))) return [];
  const msg = "Input should be a valid boolean, unable to interpret input";
  return [{ type: "bool_parsing", loc, msg, input }];
};

const counts: Check = (input, loc) => {
  const count = laxCount(input);
  if (count === undefined) {
    return [
      { type: "int_parsing", loc, msg: "Input should be a valid integer, unable to parse string as an integer", input },
    ];
  }
  if (!Number.isInteger(count)) {
    const msg = "Input should be a valid integer, got a number with a fractional part";
    return [{ type: "int_from_float", loc, msg, input }];
  }
  if (count > 0) return [];
  return [{ type: "greater_than", loc, msg: "Input should be greater than 0", input, ctx: { gt: 0 } }];
};

function lower(value: unknown): unknown {
  return typeof value === "string" ? value.toLowerCase() : value;
}
