import { plain } from "../answers.ts";
import { bodyOf, isBody } from "../body.ts";
import type { SeenRequest, WireAnswer } from "../dialect.ts";
import { type JsonFault, scanJson } from "../scan-json.ts";

const notJson = "Failed to parse the request body as JSON";
const notTyped = "Failed to deserialize the JSON body into the target type";

/** Fields with what serde expects of them; the first two must be there. */
const expected: Readonly<Record<string, string>> = {
  query: "a string",
  texts: "a sequence",
  truncate: "a boolean",
  raw_scores: "a boolean",
  return_text: "a boolean",
  truncation_direction: "a string",
};

const directions = ["Left", "left", "Right", "right"];

/** serde_json's words for what a strict parser refuses. */
const words: Readonly<Record<JsonFault["kind"], string>> = {
  end: "EOF while parsing a value",
  token: "expected value",
  "trailing comma": "trailing comma",
  "high surrogate": "unexpected end of hex escape",
  "low surrogate": "lone leading surrogate in hex escape",
  "trailing characters": "trailing characters",
};

/**
 * How TEI's router (axum and serde_json) refuses a body: 400 for what is no JSON, 422 for what is not a rerank
 * request, both in plain text that names the field. Messages as recorded of TEI 1.9.3; the columns of 422 are those
 * of the body's end, not of the value.
 */
export function teiJsonRefusal(request: SeenRequest): WireAnswer | undefined {
  if (!request.utf8) return untyped(notJson, "", "invalid unicode code point", request.text.length);
  const { fault, duplicate } = scanJson(request.text);
  // serde counts the end of the text as the column of its last character.
  if (fault) return untyped(notJson, fault.path, words[fault.kind], fault.column - (fault.kind === "end" ? 1 : 0));
  if (duplicate && Object.hasOwn(expected, duplicate.key)) {
    return untyped(notTyped, "", `duplicate field \`${duplicate.key}\``, duplicate.column);
  }
  const wrong = mistyped(request);
  return wrong && untyped(notTyped, wrong.path, wrong.text, request.text.length);
}

function untyped(what: string, path: string, text: string, column: number): WireAnswer {
  const field = path === "" ? "" : `${path}: `;
  return { ...plain(400, `${what}: ${field}${text} at line 1 column ${column}`), status: what === notJson ? 400 : 422 };
}

interface Mistyped {
  readonly path: string;
  readonly text: string;
}

function mistyped(request: SeenRequest): Mistyped | undefined {
  const { json } = request;
  if (Array.isArray(json)) {
    return { path: "", text: `invalid length ${json.length}, expected struct RerankRequest with 6 elements` };
  }
  if (!isBody(json)) return { path: "", text: `invalid type: ${kindOf(json)}, expected struct RerankRequest` };
  for (const [name, value] of Object.entries(json)) {
    const wrong = wrongValue(name, value);
    if (wrong) return wrong;
  }
  const missing = ["query", "texts"].find((name) => !Object.hasOwn(bodyOf(request), name));
  return missing === undefined ? undefined : { path: "", text: `missing field \`${missing}\`` };
}

function wrongValue(name: string, value: unknown): Mistyped | undefined {
  const wanted = expected[name];
  if (wanted === undefined || fits(name, value)) return undefined;
  if (name === "truncation_direction" && typeof value === "string") {
    const choices = directions.map((direction) => `\`${direction}\``).join(", ");
    return { path: name, text: `unknown variant \`${value}\`, expected one of ${choices}` };
  }
  if (!Array.isArray(value) || name !== "texts")
    return { path: name, text: `invalid type: ${kindOf(value)}, expected ${wanted}` };
  const at = value.findIndex((item) => typeof item !== "string");
  return { path: `${name}[${at}]`, text: `invalid type: ${kindOf(value[at])}, expected a string` };
}

function fits(name: string, value: unknown): boolean {
  if (name === "query") return typeof value === "string";
  if (name === "texts") return Array.isArray(value) && value.every((item) => typeof item === "string");
  if (name === "truncation_direction") return directions.includes(value as string);
  return typeof value === "boolean" || (name === "truncate" && value === null);
}

/** serde's name of a value; it quotes numbers and strings. */
function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "sequence";
  if (typeof value === "object") return "map";
  if (typeof value === "string") return `string ${JSON.stringify(value)}`;
  if (typeof value === "boolean") return `boolean \`${value}\``;
  return `${Number.isInteger(value) ? "integer" : "floating point"} \`${value}\``;
}
