import type { Refusal, SeenRequest } from "../dialect.ts";
import type { JsonFault } from "../scan-json.ts";

/**
 * How llama.cpp refuses what is no JSON: in the words of its JSON library, nlohmann/json, which quote the text that
 * it was reading. A byte order mark is fine. Messages as recorded of a build of October 2026.
 */
export function llamacppJsonRefusal({ text, utf8, fault }: SeenRequest): Refusal | undefined {
  if (!utf8)
    return {
      status: 400,
      text: parseError(
        text.indexOf("\ufffd") + 1,
        "syntax error while parsing value - invalid string: ill-formed UTF-8 byte",
      ),
    };
  if (text === "") {
    const hint =
      "attempting to parse an empty input; check that your input string or stream contains the expected JSON";
    return { status: 400, text: parseError(1, hint) };
  }
  return (
    fault && { status: 400, text: parseError(fault.column, `syntax error while parsing value - ${complaint(fault)}`) }
  );
}

function parseError(column: number, what: string): string {
  return `[json.exception.parse_error.101] parse error at line 1, column ${column}: ${what}`;
}

function complaint({ kind, lastRead }: JsonFault): string {
  const quoted = `last read: '${lastRead}'`;
  if (kind === "high surrogate") {
    return `invalid string: surrogate U+D800..U+DBFF must be followed by U+DC00..U+DFFF; ${quoted}`;
  }
  if (kind === "low surrogate") return `invalid string: surrogate U+DC00..U+DFFF must follow U+D800..U+DBFF; ${quoted}`;
  const expected = "expected '[', '{', or a literal";
  return kind === "end" ? `unexpected end of input; ${expected}` : `unexpected '${lastRead}'; ${expected}`;
}
