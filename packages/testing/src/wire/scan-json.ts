/**
 * What a strict parser refuses, and where; for messages, which name field and column and sometimes quote what was
 * read.
 */
export interface JsonFault {
  readonly kind: "end" | "token" | "trailing comma" | "high surrogate" | "low surrogate" | "trailing characters";
  /** Where it stands: "texts[0]"; "" at the root. */
  readonly path: string;
  /**
   * Of the last character read, from 1 (characters, all on one line); at the end of the text one more than its
   * length.
   */
  readonly column: number;
  /** The token that was being read, up to there. */
  readonly lastRead: string;
}

/** What `scanJson` found. */
export interface Scan {
  /** The first fault; undefined where the text is JSON without unpaired surrogate escapes. */
  readonly fault: JsonFault | undefined;
  /** The first key of the root object that is there a second time, with the column of its end. */
  readonly duplicate: { readonly key: string; readonly column: number } | undefined;
}

interface Cursor {
  readonly text: string;
  at: number;
  readonly rootKeys: Set<string>;
  duplicate: Scan["duplicate"];
}

type Found = JsonFault | undefined;

/**
 * Reads a text as JSON (RFC 8259) without building values, and says what is wrong with it and where. It exists
 * because `JSON.parse` accepts unpaired surrogate escapes and repeated keys, which real servers refuse, and does not
 * say where it stopped.
 */
export function scanJson(text: string): Scan {
  const cursor: Cursor = { text, at: 0, rootKeys: new Set(), duplicate: undefined };
  const fault =
    value(cursor, "") ?? (next(cursor) === undefined ? undefined : faultHere(cursor, "trailing characters", ""));
  return { fault, duplicate: cursor.duplicate };
}

function value(cursor: Cursor, path: string): Found {
  switch (next(cursor)) {
    case undefined:
      return faultHere(cursor, "end", path);
    case "{":
      return list(cursor, path, "}", () => member(cursor, path));
    case "[":
      return list(cursor, path, "]", (index) => value(cursor, `${path}[${index}]`));
    case '"':
      return string(cursor, path);
    default:
      return take(cursor, /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y)
        ? undefined
        : faultHere(cursor, "token", path);
  }
}

/** Elements between commas, up to the closing character. */
function list(cursor: Cursor, path: string, close: string, element: (index: number) => Found): Found {
  cursor.at++;
  if (next(cursor) === close) return passed(cursor);
  for (let index = 0; ; index++) {
    const fault = element(index);
    if (fault) return fault;
    const after = next(cursor);
    if (after === close) return passed(cursor);
    if (after !== ",") return unexpected(cursor, path);
    cursor.at++;
    if (next(cursor) === close) return faultHere(cursor, "trailing comma", path);
  }
}

function member(cursor: Cursor, path: string): Found {
  if (next(cursor) !== '"') return unexpected(cursor, path);
  const from = cursor.at;
  const fault = string(cursor, path);
  if (fault) return fault;
  const key = JSON.parse(cursor.text.slice(from, cursor.at)) as string;
  if (path === "") note(cursor, key);
  if (next(cursor) !== ":") return unexpected(cursor, path);
  cursor.at++;
  return value(cursor, path === "" ? key : `${path}.${key}`);
}

function note(cursor: Cursor, key: string): void {
  if (cursor.rootKeys.has(key)) cursor.duplicate ??= { key, column: cursor.at };
  cursor.rootKeys.add(key);
}

function string(cursor: Cursor, path: string): Found {
  const start = cursor.at++;
  for (;;) {
    take(cursor, /[^"\\\p{Cc}]+|\x7f|[\x80-\x9f]/uy);
    const char = cursor.text[cursor.at];
    if (char === '"') return passed(cursor);
    if (char === undefined) return faultHere(cursor, "end", path, start);
    if (char !== "\\" && char < " ") return faultHere(cursor, "token", path, start);
    const fault = char === "\\" ? escapeIn(cursor, path, start) : undefined;
    if (fault) return fault;
  }
}

function escapeIn(cursor: Cursor, path: string, start: number): Found {
  const from = cursor.at;
  if (take(cursor, /\\["\\/bfnrt]/y)) return undefined;
  if (!take(cursor, /\\u[0-9a-fA-F]{4}/y)) return faultHere(cursor, "token", path, start);
  const code = Number.parseInt(cursor.text.slice(from + 2, cursor.at), 16);
  if (code < 0xd800 || code > 0xdfff) return undefined;
  if (code < 0xdc00 && take(cursor, /\\u[dD][c-fC-F][0-9a-fA-F]{2}/y)) return undefined;
  // A parser notices a high one at the character after it, a low one at its own end.
  if (code >= 0xdc00) cursor.at--;
  return faultHere(cursor, code < 0xdc00 ? "high surrogate" : "low surrogate", path, start);
}

/** The next character that is no white space, where the cursor then stands. */
function next(cursor: Cursor): string | undefined {
  take(cursor, /[ \t\r\n]+/y);
  return cursor.text[cursor.at];
}

function passed(cursor: Cursor): undefined {
  cursor.at++;
}

function take(cursor: Cursor, pattern: RegExp): boolean {
  pattern.lastIndex = cursor.at;
  if (!pattern.test(cursor.text)) return false;
  cursor.at = pattern.lastIndex;
  return true;
}

/** Where the text ends, or goes on in a way that it may not. */
function unexpected(cursor: Cursor, path: string): JsonFault {
  return faultHere(cursor, cursor.at < cursor.text.length ? "token" : "end", path);
}

function faultHere({ text, at }: Cursor, kind: JsonFault["kind"], path: string, from: number = at): JsonFault {
  return { kind, path, column: at + 1, lastRead: text.slice(from, at + 1) };
}
