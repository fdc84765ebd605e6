import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ran, runCommand } from "./__fixtures__/run-command.ts";

let folder = "";
const documents = [
  { id: "a", text: "Opening hours are nine to five.", tags: ["x"] },
  { id: "b", text: "How to ask for a refund.", price: 3 },
  { id: "c", text: "A refund takes five days to reach you." },
];

function write(name: string, content: string | Uint8Array): void {
  writeFileSync(join(folder, name), content);
}

/** Words alone decide, so that orders are plain to see. */
const words = ["rank", "-q", "refund", "-r", "lexical"];

function rank(...args: string[]): Promise<Ran> {
  return runCommand([...words, ...args], { cwd: folder });
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "secondpass-rank-"));
  write("docs.txt", `${documents.map(({ text }) => text).join("\n")}\n\n`);
  write("docs.jsonl", documents.map((one) => JSON.stringify(one)).join("\n"));
  write("docs.json", JSON.stringify(documents));
  write("strings.json", JSON.stringify(documents.map(({ text }) => text)));
  write("bom.txt", `\ufeffA refund.\r\nOpening hours.\r\n`);
});

afterAll(() => rmSync(folder, { recursive: true }));

describe("rank --format json", () => {
  it("prints one object and nothing else", async () => {
    const { status, stdout, stderr } = await rank("docs.jsonl", "--format", "json");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const answer = JSON.parse(stdout);
    expect(answer).toEqual({
      query: "refund",
      requested: "lexical:bm25",
      reranker: "lexical:bm25",
      revision: expect.any(String),
      scoreScale: "unknown",
      outcome: { kind: "reranked", scored: 3, attempts: [expect.objectContaining({ result: "ok" })] },
      ranking: [
        { rank: 1, index: 1, id: "b", score: expect.any(Number), text: documents[1]?.text, document: documents[1] },
        { rank: 2, index: 2, id: "c", score: expect.any(Number), text: documents[2]?.text, document: documents[2] },
        { rank: 3, index: 0, id: "a", score: 0, text: documents[0]?.text, document: documents[0] },
      ],
      usage: null,
      timings: { totalMs: expect.any(Number) },
      warnings: [],
    });
  });

  it.each(["docs.txt", "docs.jsonl", "docs.json", "strings.json"])("ranks %s alike", async (file) => {
    const { stdout } = await rank(file, "--format", "json");
    expect(JSON.parse(stdout).ranking.map((row: { index: number }) => row.index)).toEqual([1, 2, 0]);
  });

  it("hands strings back as strings, without id", async () => {
    const { stdout } = await rank("docs.txt", "-n", "1", "--format", "json");
    expect(JSON.parse(stdout).ranking).toEqual([
      {
        rank: 1,
        index: 1,
        id: null,
        score: expect.any(Number),
        text: documents[1]?.text,
        document: documents[1]?.text,
      },
    ]);
  });

  it("takes several files as one list, in their order", async () => {
    const { stdout } = await rank("docs.txt", "docs.json", "--format", "json");
    const { ranking } = JSON.parse(stdout);
    expect(ranking.map((row: { index: number }) => row.index)).toEqual([1, 4, 2, 5, 0, 3]);
  });

  it("reads a file with byte order mark and Windows line ends", async () => {
    const { stdout } = await rank("bom.txt", "--format", "json");
    expect(JSON.parse(stdout).ranking.map((row: { text: string }) => row.text)).toEqual([
      "A refund.",
      "Opening hours.",
    ]);
  });

  it("takes text and id from other fields", async () => {
    write("other.jsonl", `{"key":7,"body":"A refund."}\n{"key":"k","body":"Opening hours."}\n`);
    const { stdout } = await rank("other.jsonl", "--text-field", "body", "--id-field", "key", "--format", "json");
    expect(JSON.parse(stdout).ranking.map((row: { id: string }) => row.id)).toEqual(["7", "k"]);
  });

  it("answers an empty list", async () => {
    write("empty.json", "[]");
    const { status, stdout } = await rank("empty.json", "--format", "json");
    expect({ status, ranking: JSON.parse(stdout).ranking }).toEqual({ status: 0, ranking: [] });
  });

  it("keeps prototype-like fields apart", async () => {
    write("proto.jsonl", `{"text":"A refund.","__proto__":{"id":"x"},"constructor":1}`);
    const { stdout } = await rank("proto.jsonl", "--format", "json");
    expect(JSON.parse(stdout).ranking[0].id).toBeNull();
    expect((await rank("proto.jsonl", "--text-field", "toString")).status).toBe(2);
  });
});

describe("rank --format jsonl", () => {
  it("prints each input object, best first, with its rank added", async () => {
    const { status, stdout } = await rank("docs.jsonl", "--format", "jsonl", "-n", "2");
    const lines = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect({ status, lines }).toEqual({
      status: 0,
      lines: [
        { ...documents[1], rerank: { rank: 1, score: expect.any(Number), index: 1 } },
        { ...documents[2], rerank: { rank: 2, score: expect.any(Number), index: 2 } },
      ],
    });
  });

  it("makes objects of plain strings", async () => {
    const { stdout } = await rank("docs.txt", "--format", "jsonl", "-n", "1");
    expect(JSON.parse(stdout)).toEqual({
      text: documents[1]?.text,
      rerank: { rank: 1, score: expect.any(Number), index: 1 },
    });
  });

  it("reads its own output again", async () => {
    const { stdout } = await rank("docs.jsonl", "--format", "jsonl");
    const again = await runCommand([...words, "-", "--format", "jsonl"], { input: stdout });
    expect(again.stdout.split("\n").map((line) => line.slice(0, 9))).toEqual(
      stdout.split("\n").map((line) => line.slice(0, 9)),
    );
  });
});

describe("rank as a table", () => {
  it("shows rank, move, score, id and text", async () => {
    const { status, stdout, stderr } = await rank("docs.jsonl");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const lines = stdout.split("\n");
    expect(lines[0]).toMatch(/^lexical:bm25 · reranked · 3 documents · [\d.]+ ms · score scale: unknown$/);
    expect(lines[2]).toMatch(/^#\s+move\s+score\s+id\s+text$/);
    expect(lines[3]).toMatch(/^1\s+▲1\s+\d\.\d{4}\s+b\s+How to ask for a refund\.$/);
    expect(lines[4]).toMatch(/^2\s+▲1\s+\d\.\d{4}\s+c\s+A refund takes/);
    expect(lines[5]).toMatch(/^3\s+▼2\s+0\.0000\s+a\s+Opening hours/);
  });

  it("has no colour away from a terminal, and fits into 80 columns", async () => {
    write("long.txt", `refund ${"東京".repeat(100)}\n${"👩‍👩‍👧 ".repeat(60)}\na${"東".repeat(90)}\n`);
    const { stdout } = await rank("long.txt");
    expect(stdout).not.toContain("\u001b");
    const { default: stringWidth } = await import("string-width");
    for (const line of stdout.split("\n")) expect(stringWidth(line)).toBeLessThanOrEqual(80);
  });

  it("lets no escape sequence or line break out of a document", async () => {
    write("evil.jsonl", JSON.stringify({ text: "refund \u001b[31mred\u001b[0m\n\u0007 next \u202eline" }));
    const { stdout } = await rank("evil.jsonl");
    expect(stdout).toContain("refund red next line");
    for (const character of ["\u001b", "\u0007", "\u202e"]) expect(stdout).not.toContain(character);
  });

  it("explains how the answer came about", async () => {
    const { stdout } = await rank("docs.jsonl", "--explain");
    expect(stdout).toMatch(/asked: {5}lexical:bm25/);
    expect(stdout).toMatch(/outcome: {3}reranked, 3 documents scored/);
    expect(stdout).toMatch(/lexical:bm25 {2}ok {2}[\d.]+ ms/);
  });

  it("says so where there is nothing", async () => {
    write("none.txt", "\n\n");
    const { status, stdout } = await rank("none.txt");
    expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringContaining("no documents to show") });
  });
});

describe("standard input", () => {
  const input = documents.map((one) => JSON.stringify(one)).join("\n");

  it.each([[["-"]], [[]]])("is read as JSON lines with the files %j", async (files) => {
    const { stdout } = await runCommand([...words, ...files, "--format", "json"], { input });
    expect(JSON.parse(stdout).ranking[0].id).toBe("b");
  });

  it("joins in among files, once", async () => {
    const both = [...words, "docs.txt", "-", "--format", "json"];
    const { stdout } = await runCommand(both, { input, cwd: folder });
    expect(JSON.parse(stdout).ranking).toHaveLength(6);
    const twice = await runCommand([...words, "-", "-"], { input });
    expect(twice).toMatchObject({ status: 2, stderr: expect.stringContaining("only once") });
  });
});

describe("what is wrong ends with status 2, and a message that says where", () => {
  const broken: Readonly<Record<string, readonly [content: string | Uint8Array, message: RegExp]>> = {
    "cut.jsonl": ['{"text":"a"}\n{"text":', /cut\.jsonl:2: not valid JSON at column \d+/],
    "number.jsonl": ['"a"\n\n7', /number\.jsonl:3: a document is a string or an object with a text, this is a number/],
    "array.jsonl": ['["a"]', /array\.jsonl:1: .* this is an array/],
    "missing.jsonl": [
      '{"text":"a"}\n{"title":"t","body":"b"}',
      /missing\.jsonl:2: field "text" is missing; the object has "title", "body"; .*--text-field/,
    ],
    "type.jsonl": ['{"text":null}', /type\.jsonl:1: field "text" must be a string, is null/],
    "cut.json": [
      '[\n  {"text":"a"},\n  {"text" "b"}\n]',
      /cut\.json:3: not valid JSON at column \d+ \(colon expected\)/,
    ],
    "object.json": ['{"text":"a"}', /object\.json: the file must hold an array/],
    "element.json": ['[\n  "a",\n  {\n    "body": 1 }\n]', /element\.json:3 \(element 2\): field "text" is missing/],
    "latin1.txt": [Uint8Array.from([0x61, 0x0a, 0xe4, 0x0a]), /latin1\.txt:2: not UTF-8/],
    "table.csv": ["a,b", /table\.csv: unknown kind of file; documents come in \.txt, \.jsonl or \.json files/],
  };

  it.each(Object.entries(broken))("%s", async (name, [content, message]) => {
    write(name, content);
    const { status, stdout, stderr } = await rank(name);
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });

  const misuse: readonly (readonly [string, readonly string[], RegExp])[] = [
    ["no query", ["rank", "docs.txt"], /required option '-q, --query <query>'/],
    ["a blank query", ["rank", "docs.txt", "-q", " "], /query must not be blank/],
    ["a missing file", ["rank", "-q", "x", "nowhere.txt"], /nowhere\.txt: cannot be read: no such file/],
    ["a folder", ["rank", "-q", "x", "folder.json"], /folder\.json: cannot be read: it is a folder/],
    ["-n 0", ["rank", "-q", "x", "docs.txt", "-n", "0"], /must be a positive integer/],
    ["-n 1.5", ["rank", "-q", "x", "docs.txt", "-n", "1.5"], /must be a positive integer/],
    ["--min-score x", ["rank", "-q", "x", "docs.txt", "--min-score", "x"], /must be a number/],
    ["--timeout 5", ["rank", "-q", "x", "docs.txt", "--timeout", "5"], /"5" is no duration; write 300ms, 2s or 1m/],
    ["--format xml", ["rank", "-q", "x", "docs.txt", "--format", "xml"], /Allowed choices are table, json, jsonl/],
    ["an unknown option", ["rank", "-q", "x", "--reranker", "lexical", "--fromat"], /unknown option '--fromat'/],
    ["an unknown command", ["rnak"], /unknown command 'rnak'/],
    ["no command", [], /Usage: secondpass/],
    [
      "an unknown reranker",
      ["rank", "-q", "x", "docs.txt", "-r", "lexcial"],
      /no reranker "lexcial".*Did you mean "lexical"\?/,
    ],
    ["a prototype's name", ["rank", "-q", "x", "docs.txt", "-r", "constructor"], /no reranker "constructor"/],
    ["a tail it does not know", ["rank", "-q", "x", "docs.txt", "-r", "lexical:tfidf"], /-r: .*lexical/],
    [
      "an id field that is missing",
      ["rank", "-q", "x", "docs.jsonl", "--id-field", "key"],
      /docs\.jsonl:1: field "key" is missing/,
    ],
  ];

  it.each(misuse)("%s", async (_, args, message) => {
    const { mkdirSync } = await import("node:fs");
    mkdirSync(join(folder, "folder.json"), { recursive: true });
    const { status, stdout, stderr } = await runCommand(args, { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
    expect(stderr).toMatch(message);
  });
});

describe("help", () => {
  it.each([[["--help"]], [["rank", "--help"]], [["--version"]]])(
    "%j ends with status 0 on standard output",
    async (args) => {
      const { status, stdout, stderr } = await runCommand(args);
      expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
      expect(stdout).not.toBe("");
    },
  );
});

describe("options", () => {
  it("--min-score warns where scores have no threshold, and cuts nothing", async () => {
    const { status, stdout, stderr } = await rank("docs.txt", "--min-score", "0.5", "--format", "json");
    expect(status).toBe(0);
    expect(stderr).toMatch(/min_score_not_applied/);
    expect(JSON.parse(stdout).ranking).toHaveLength(3);
  });

  it("--timeout is taken", async () => {
    expect((await rank("docs.txt", "--timeout", "30s")).status).toBe(0);
  });
});
