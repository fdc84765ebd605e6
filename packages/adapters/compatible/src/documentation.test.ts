import { describe, expect, it } from "vitest";
import { bare, rowsUnder } from "./__fixtures__/page.ts";
import { checkDialect } from "./check-dialect.ts";
import type { Dialect } from "./dialect.ts";
import { dialects } from "./dialects.ts";
import { compatibleModels } from "./models.ts";

const code = (text: string): string => `\`${text}\``;
const number = (value: number | undefined): string => value?.toLocaleString("en") ?? "";
const lists = (pointwise: boolean | undefined): string => (pointwise ? "by pairs" : "listwise");

/** A dialect's row in the table of known ones. */
function rowOf(dialect: Dialect): readonly string[] {
  const { name, path, defaultBaseUrl = "url", keyVariables = [], keyRequired, scoreScale = "unknown" } = dialect;
  return [
    code(name),
    code(path),
    code(defaultBaseUrl),
    `${keyVariables.map(code).join(" or ")}${keyRequired ? ", needed" : ""}`,
    code(scoreScale),
    lists(dialect.pointwise),
    number(dialect.limits?.maxDocuments),
    dialect.probe ? "one word" : "the key",
    (dialect.request.extras ?? []).map(code).join(", "),
  ];
}

/** The rows of a dialect's rules for errors. */
function errorRowsOf({ name, errors = [] }: Dialect): readonly (readonly string[])[] {
  return errors.map(({ status, type, message, code: meaning, hint = "" }) => {
    const by = type !== undefined ? `its type, ${code(type)}` : message !== undefined ? "its message" : "";
    return [code(name), String(status), by, code(meaning), hint];
  });
}

describe("the documentation says what the tables hold", () => {
  it("of dialects", () => {
    expect(rowsUnder("## Known dialects")).toEqual(Object.values(dialects).map(rowOf));
  });

  it("of errors", () => {
    const rows = rowsUnder("## When it fails").filter(([first]) => Object.hasOwn(dialects, bare(first)));
    expect(rows).toEqual(Object.values(dialects).flatMap(errorRowsOf));
  });

  it("of models", () => {
    const rows = Object.values(compatibleModels)
      .flatMap((models) => Object.entries(models))
      .map(([name, { context, pointwise, pricePerMillionTokens, source, date }]) => {
        const price = pricePerMillionTokens === undefined ? "not known" : `${pricePerMillionTokens} / million tokens`;
        return [code(name), number(context), lists(pointwise), price, source, date];
      });
    expect(rowsUnder("## Models")).toEqual(rows);
  });
});

const least = { name: "own", path: "rank", request: { documents: "documents" }, answer: { score: "score" } };

/** The members that the checks know, as they name them when they meet another one. */
function knownBy(stranger: object): readonly string[] {
  try {
    checkDialect({ ...least, ...stranger });
  } catch (error) {
    return (error as Error).message.split("known: ")[1]?.split(", ") ?? [];
  }
  return [];
}

describe("the documentation names every field of a dialect", () => {
  it.each([
    ["### The dialect", { "?": 1 }],
    ["### `request`", { request: { ...least.request, "?": 1 } }],
    ["### `answer`", { answer: { ...least.answer, "?": 1 } }],
    ["### `errors`", { errors: [{ "?": 1 }] }],
  ])("%s", (heading, stranger) => {
    const documented = rowsUnder(heading).map(([first]) => bare(first));
    expect(documented.length).toBeGreaterThan(2);
    expect([...documented].sort()).toEqual([...knownBy(stranger)].sort());
  });

  it.each([
    ["### The dialect", "authHeader", { authHeader: { name: "x", "?": 1 } }],
    ["### The dialect", "limits", { limits: { "?": 1 } }],
    ["### The dialect", "usage", { usage: { tokens: "x", "?": 1 } }],
    ["### `request`", "topN", { request: { ...least.request, topN: { name: "x", send: true, "?": 1 } } }],
  ])("%s, %s", (heading, field, stranger) => {
    const row = rowsUnder(heading).find(([first]) => bare(first) === field);
    const members = knownBy(stranger);
    expect(members.length).toBeGreaterThan(0);
    for (const member of members) expect(row?.at(-1)).toMatch(new RegExp(`[\`"]${member}[\`"]`));
  });
});
