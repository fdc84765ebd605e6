import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { type Fields, type InputDocument, toDocument } from "./input-document.ts";
import { UsageError } from "./usage-error.ts";

/** The kinds of input, by file extension. */
export type InputKind = "txt" | "jsonl" | "json";

/**
 * Reads the documents of one input.
 *
 * - txt: one document a line
 * - jsonl: one JSON string or object a line
 * - json: an array of strings or objects
 *
 * Lines with nothing but white space hold no document.
 *
 * @param name of the file, for messages.
 * @throws UsageError naming file, line and field.
 */
export function parseDocuments(content: string, kind: InputKind, name: string, fields: Fields): InputDocument[] {
  if (kind === "json") return parseArray(content, name, fields);
  const lines = content.split(/\r\n|\n|\r/).map((line, at) => ({ line, where: `${name}:${at + 1}` }));
  const filled = lines.filter(({ line }) => line.trim() !== "");
  if (kind === "txt") return filled.map(({ line }) => ({ value: line, text: line }));
  return filled.map(({ line, where }) => toDocument(parseLine(line, where), fields, where));
}

function parseLine(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new UsageError(`${where}: ${syntaxError(line).what}; each line is one JSON string or object`);
  }
}

function parseArray(content: string, name: string, fields: Fields): InputDocument[] {
  let values: unknown;
  try {
    values = JSON.parse(content);
  } catch {
    const { line, what } = syntaxError(content);
    throw new UsageError(`${name}:${line}: ${what}`);
  }
  if (!Array.isArray(values)) {
    throw new UsageError(
      `${name}: the file must hold an array of documents; one object a line goes into a .jsonl file`,
    );
  }
  // Where the elements stand is worked out only for a message.
  return values.map((value: unknown, at) => {
    try {
      return toDocument(value, fields, "");
    } catch {
      return toDocument(value, fields, `${name}:${lineOfElement(content, at)} (element ${at + 1})`);
    }
  });
}

/** What is wrong with a JSON text, and in which of its lines. */
function syntaxError(text: string): { readonly line: number; readonly what: string } {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  const offset = first?.offset ?? 0;
  const line = lineAt(text, offset);
  const column = offset - text.lastIndexOf("\n", offset - 1);
  const what = first
    ? printParseErrorCode(first.error)
        .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
        .toLowerCase()
    : "no JSON";
  return { line, what: `not valid JSON at column ${column} (${what})` };
}

function lineOfElement(text: string, at: number): number {
  const element: Node | undefined = parseTree(text)?.children?.[at];
  return lineAt(text, element?.offset ?? 0);
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
