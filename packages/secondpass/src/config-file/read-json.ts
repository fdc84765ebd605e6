import { readFile } from "node:fs/promises";
import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/**
 * Reads a JSON file, comments and trailing commas allowed. Every key is data, `__proto__` too.
 *
 * @throws Error with line, column and what is wrong; of a key that stands twice in an object, too.
 */
export async function readJson(path: string): Promise<unknown> {
  const text = (await readFile(path, "utf8")).replace(/^\ufeff/, "");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first) throw new Error(`not valid JSON at ${place(text, first.offset)} (${inWords(first)})`);
  if (!tree) throw new Error("it is empty");
  return dataOf(tree, text);
}

function dataOf(node: Node, text: string): unknown {
  const { type, value, children = [] } = node;
  if (type === "array") return children.map((child) => dataOf(child, text));
  if (type !== "object") return value;
  const keys = new Set<string>();
  const entries = children.map(({ children: [key, member] = [] }) => {
    const name = String(key?.value);
    if (keys.has(name))
      throw new Error(`the key ${JSON.stringify(name)} stands twice, at ${place(text, key?.offset ?? 0)}`);
    keys.add(name);
    return [name, member && dataOf(member, text)] as const;
  });
  // fromEntries defines what an assignment to `__proto__` would not.
  return Object.fromEntries(entries);
}

function place(text: string, offset: number): string {
  const before = text.slice(0, offset).split("\n");
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}

function inWords({ error }: ParseError): string {
  return printParseErrorCode(error)
    .replace(/(?<=[a-z])(?=[A-Z])/g, " ")
    .toLowerCase();
}
