import type { Expected, Fault, RowsAccess } from "./fault.ts";
import { bentBody, literal, type Row, withRows } from "./rows.ts";
import { send } from "./write.ts";

type Bend = (rows: Row[], access: RowsAccess) => unknown;

function rowFault(name: string, about: string, bend: Bend, expects: readonly Expected[] = ["malformed"]): Fault {
  const play: Fault["play"] = (exchange) => send(exchange, { body: bentBody(exchange, bend) });
  return { name, kind: "body", about, expects, play };
}

/** The same rows with the last one changed. */
function last(change: (row: Row, access: RowsAccess, count: number) => unknown): Bend {
  return (rows, access) => rows.map((row, at) => (at === rows.length - 1 ? change(row, access, rows.length) : row));
}

const indexFault = (name: string, about: string, value: (count: number) => unknown): Fault =>
  rowFault(
    `index-${name}`,
    about,
    last((row, { index }, count) => ({ ...row, [index]: value(count) })),
  );

const scoreFault = (name: string, about: string, value: unknown): Fault =>
  rowFault(
    `score-${name}`,
    about,
    last((row, { score }) => ({ ...row, [score]: value })),
  );

const listFaults: readonly Fault[] = [
  rowFault("rows-empty", "The list of rows is empty.", () => []),
  rowFault("rows-null", "There is null where the list of rows should be.", () => null),
  rowFault("rows-string", "There is a string where the list of rows should be.", () => "none"),
  rowFault("rows-object", "The rows are an object with numbers for keys.", (rows) => ({ ...rows })),
  rowFault("rows-nested", "The list of rows is inside another list.", (rows) => [rows]),
  rowFault("row-missing", "One document has no row.", (rows) => rows.slice(0, -1)),
  rowFault("row-repeated", "One document has two rows and another none.", (rows) => [...rows.slice(0, -1), rows[0]]),
  rowFault("rows-twice", "Every document has two rows.", (rows) => [...rows, ...rows]),
  rowFault("row-too-many", "There is one row more than there are documents.", (rows, { index }) => [
    ...rows,
    { ...rows[0], [index]: rows.length },
  ]),
  rowFault(
    "row-null",
    "A row is null.",
    last(() => null),
  ),
  rowFault(
    "row-number",
    "A row is a number.",
    last(() => 0.5),
  ),
  rowFault(
    "row-list",
    "A row is a list.",
    last((row) => Object.values(row)),
  ),
  rowFault("rows-inherited", "A row's fields are in its __proto__ member alone.", (rows) =>
    rows.map((row) => JSON.parse(`{"__proto__":${JSON.stringify(row)}}`)),
  ),
];

const fieldFaults: readonly Fault[] = [
  indexFault("out-of-range", "An index is one past the last document.", (count) => count),
  indexFault("far-out-of-range", "An index is 2^53 + 1.", () => literal("9007199254740993")),
  indexFault("negative", "An index is -1.", () => -1),
  indexFault("fraction", "An index is no integer.", () => 0.5),
  indexFault("infinite", "An index is 1e999, which reads as Infinity.", () => literal("1e999")),
  indexFault("string", "An index is a string.", (count) => String(count - 1)),
  indexFault("null", "An index is null.", () => null),
  indexFault("boolean", "An index is true.", () => true),
  indexFault("list", "An index is a list of one number.", (count) => [count - 1]),
  indexFault("missing", "A row has no index.", () => undefined),
  scoreFault("nan", "A score is the literal NaN, which is no JSON.", literal("NaN")),
  scoreFault("infinity", "A score is the literal Infinity, which is no JSON.", literal("Infinity")),
  scoreFault("overflow", "A score is 1e999, which reads as Infinity.", literal("1e999")),
  scoreFault("underflow", "A score is -1e999, which reads as -Infinity.", literal("-1e999")),
  scoreFault("null", "A score is null, as servers write NaN (TEI, Infinity): it is not 0.", null),
  scoreFault("string", "A score is a string.", "0.5"),
  scoreFault("boolean", "A score is true.", true),
  scoreFault("list", "A score is a list of one number.", [0.5]),
  scoreFault("object", "A score is an object.", { value: 0.5 }),
  scoreFault("missing", "A row has no score.", undefined),
];

/** The answer as a whole has another shape. */
function shapeFault(name: string, about: string, shape: (good: unknown, access: RowsAccess) => unknown): Fault {
  return {
    name: `shape-${name}`,
    kind: "body",
    about,
    expects: ["malformed"],
    play: (exchange) => send(exchange, { body: JSON.stringify(shape(exchange.good(), exchange.rows)) }),
  };
}

const shapeFaults: readonly Fault[] = [
  shapeFault("null", "The answer is null.", () => null),
  shapeFault("number", "The answer is a number.", () => 42),
  shapeFault("string", "The answer is the right answer as a JSON string.", (good) => JSON.stringify(good)),
  shapeFault("empty-object", "The answer is an object without members.", () => ({})),
  shapeFault("other", "The answer is about something else.", () => ({ hello: "world", items: [1, 2, 3] })),
  shapeFault("error", "The answer is an error, with status 200.", () => ({ error: { message: "no", type: "no" } })),
  shapeFault("rows-missing", "The list of rows is not there.", (good, access) =>
    access.list === undefined ? {} : withRows(good, access, undefined),
  ),
  shapeFault(
    "list-for-object",
    "The root is a list where an object belongs, or the other way round.",
    (good, { list }) => (list === undefined ? { rows: good } : [good]),
  ),
];

/** A 200 with JSON whose rows are wrong. */
export const rowFaults: readonly Fault[] = [...listFaults, ...fieldFaults, ...shapeFaults];
