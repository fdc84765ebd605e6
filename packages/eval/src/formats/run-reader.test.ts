import { describe, expect, it } from "vitest";
import { createRandom } from "../random.ts";
import type { Run } from "../types.ts";
import { createRunReader, parseRun } from "./run-reader.ts";

const parse = (text: string): Run => parseRun(text, { name: "run.trec" });
const listed = (run: Run): unknown => [...run].map(([query, { documents }]) => [query, documents]);

describe("parseRun", () => {
  it("orders by score, not by line or rank, and keeps the scores beside", () => {
    const run = parse("q Q0 low 1 0.5 tag\nq Q0 high 3 2e1 tag\nq Q0 middle 2 3.25 tag and more\n");
    expect(run.get("q")?.documents).toEqual(["high", "middle", "low"]);
    expect(Array.from(run.get("q")?.scores ?? [])).toEqual([20, 3.25, 0.5]);
  });

  it("breaks ties by document id, descending as text and not as numbers", () => {
    const run = parse("q Q0 10 1 1.0 t\nq Q0 9 2 1 t\nq Q0 B 3 1.000 t\nq Q0 b 4 +1 t\nq Q0 top 5 2 t\n");
    expect(run.get("q")?.documents).toEqual(["top", "b", "B", "9", "10"]);
  });

  it("leaves ties alone whose ids descend already", () => {
    expect(parse("q Q0 b 1 1 t\nq Q0 a 2 1 t\nq Q0 c 3 0 t\n").get("q")?.documents).toEqual(["b", "a", "c"]);
  });

  it("tells scores apart that only double precision does", () => {
    const run = parse("q Q0 z 1 1.0000000001 t\nq Q0 a 2 1.0000000002 t\n");
    expect(run.get("q")?.documents).toEqual(["a", "z"]);
  });

  it("keeps queries apart whose lines are mixed, in the order of their first lines", () => {
    const lines = ["2 Q0 a 1 1 t", "1 Q0 a 1 1 t", "2 Q0 b 2 2 t", "1 Q0 c 1 0 t", "2 Q0 d 1 1.5 t"];
    expect(listed(parse(lines.join("\n")))).toEqual([
      ["2", ["b", "d", "a"]],
      ["1", ["a", "c"]],
    ]);
  });

  it("reads past comments, blank lines, CRLF, a byte order mark and a missing last line end", () => {
    const text = "\ufeff# made by hand\r\n\r\n q Q0\td#1  1 2.5 t\r\n  # more\nq Q0 d2 2 1 t";
    expect(listed(parse(text))).toEqual([["q", ["d#1", "d2"]]]);
  });

  it("takes ids in any script as they are", () => {
    expect(listed(parse("предмет Q0 文書😀 1 1 t\n"))).toEqual([["предмет", ["文書😀"]]]);
  });

  it("shows equal lists again and again", () => {
    const run = parse("1 Q0 a 1 1 t\n2 Q0 b 1 1 t\n");
    const [one, two] = [run.get("1"), run.get("2")];
    expect([one?.documents, two?.documents, one?.documents]).toEqual([["a"], ["b"], ["a"]]);
    expect(one?.documents).toBe(one?.documents);
  });

  it.each([
    ["q Q0 a 1 1.0\n", "run.trec:1: a run has 6 fields a line: query, Q0, document, rank, score, tag; this line has 5"],
    ["\n# x\nq Q0 a 1 1.0 t\nq Q0 b 2 best t\n", 'run.trec:4: the score must be a finite decimal number, is "best"'],
    ["q Q0 a 1 NaN t\n", 'run.trec:1: the score must be a finite decimal number, is "NaN"'],
    ["q Q0 a 1 Infinity t\n", "run.trec:1: the score must be a finite"],
    ["q Q0 a 1 1e999 t\n", "run.trec:1: the score must be a finite"],
    ["q Q0 a 1 0x10 t\n", "run.trec:1: the score must be a finite"],
    ["q Q0 a 1 2 t\nq Q0 a 2 1 t\n", 'run.trec:2: document "a" is ranked twice for query "q"; keep one'],
    [
      "q Q0 a 1 2 t\np Q0 a 1 2 t\n\nq Q0 b 2 1 t\nq Q0 a 2 1 t\n",
      'run.trec:5: document "a" is ranked twice for query "q"',
    ],
    ["q Q0 a 1 2 t\nq Q0 b\0 2 1 t\n", "run.trec:2: there is a NUL byte"],
    ["", "run.trec: there is no ranking in it"],
    ["# nothing\n\n", "run.trec: there is no ranking in it"],
  ])("refuses %j", (text, message) => {
    expect(() => parse(text)).toThrow(message);
  });

  it("names the line that is no UTF-8, wherever in it", () => {
    const latin = Buffer.from("q Q0 a 1 1 t\nq Q0 b 2 0.5 caf\xe9\n", "latin1");
    expect(() => parseRun(latin)).toThrow("input:2: the line is not UTF-8; convert the file");
  });

  it("refuses a line without an end", () => {
    const reader = createRunReader("endless");
    const chunk = new Uint8Array(64 * 1024 * 1024).fill(0x61);
    expect(() => {
      for (let times = 0; times < 5; times++) reader.push(chunk);
    }).toThrow("endless:1: the line has no end");
  });
});

describe("createRunReader", () => {
  /** Lists of 1 to 5,000 hits, in blocks or mixed, many scores equal, ids of all lengths. */
  function randomRun(seed: number): { text: string; expected: Map<string, string[]> } {
    const random = createRandom(seed);
    const whole = (below: number): number => Math.floor(random() * below);
    const lists = Array.from({ length: 12 }, (_, query) => {
      const ids = new Set(
        Array.from({ length: whole(query === 0 ? 5000 : 60) + 1 }, () => `${"é".repeat(whole(4))}${whole(1e6)}`),
      );
      return [...ids].map((id) => ({ query: `q${query}`, id, score: (whole(200) - 100) / 7 }));
    });
    const hits = lists.flat();
    if (seed % 2 === 0) for (let times = 0; times < 200; times++) hits.push(...hits.splice(whole(hits.length), 1));
    const expected = new Map(
      [...new Set(hits.map(({ query }) => query))].map((query): [string, string[]] => {
        const own = hits.filter((hit) => hit.query === query);
        own.sort((a, b) => b.score - a.score || Buffer.compare(Buffer.from(b.id), Buffer.from(a.id)));
        return [query, own.map(({ id }) => id)];
      }),
    );
    return { text: hits.map(({ query, id, score }, at) => `${query} Q0 ${id} ${at} ${score} t\n`).join(""), expected };
  }

  it.each([1, 2, 3, 4])("gives the same lists however the chunks fall, and keeps no chunk (seed %i)", (seed) => {
    const { text, expected } = randomRun(seed);
    const random = createRandom(seed);
    const bytes = Buffer.from(text);
    const reader = createRunReader("run");
    const buffer = Buffer.alloc(4096);
    for (let at = 0; at < bytes.length; ) {
      const length = bytes.copy(buffer, 0, at, at + 1 + Math.floor(random() ** 3 * 4096));
      reader.push(buffer.subarray(0, length));
      buffer.fill("?");
      at += length;
    }
    const run = reader.end();
    expect([...run.keys()]).toEqual([...expected.keys()]);
    for (const [query, documents] of expected) expect(run.get(query)?.documents).toEqual(documents);
  });
});
