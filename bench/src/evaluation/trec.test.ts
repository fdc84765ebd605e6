import { afterAll, describe, expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporary-files.ts";
import { readQrels, readRun } from "./trec.ts";

const folder = temporaryFolder();
afterAll(folder.remove);

const plain = <K, V>(map: ReadonlyMap<K, ReadonlyMap<K, V>>): unknown =>
  [...map].map(([key, inner]) => [key, [...inner]]);

describe("readQrels", () => {
  const read = (text: string): ReturnType<typeof readQrels> => readQrels(folder.write("qrels.txt", text));

  it("reads levels per query, whatever blanks are between the fields", () => {
    expect(plain(read("1 0 a 1\n1\tQ0\tb  -1\r\n\n2 0 a 3"))).toEqual([
      [
        "1",
        [
          ["a", 1],
          ["b", -1],
        ],
      ],
      ["2", [["a", 3]]],
    ]);
  });

  it("takes ids as text and leaves comments out", () => {
    expect(plain(read("# judged by hand\n007 0 1e3 0\n"))).toEqual([["007", [["1e3", 0]]]]);
  });

  it.each([
    ["1 0 a 1\n1 0 b\n", /qrels\.txt:2: a judgement has 4 fields/],
    ["1 0 a 1 extra\n", /qrels\.txt:1: a judgement has 4 fields/],
    ["\n\n1 0 a high\n", /qrels\.txt:3: relevance must be an integer, is "high"/],
    ["1 0 a 0.5\n", /qrels\.txt:1: relevance must be an integer, is "0.5"/],
    ["1 0 a 1\n2 0 a 1\n1 0 a 2\n", /qrels\.txt:3: document a is judged twice for query 1/],
    ["\n# nothing\n", /qrels\.txt: no judgements/],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });

  it("names a file that is not there", () => {
    expect(() => readQrels(`${folder.path}/absent.txt`)).toThrow(/absent\.txt/);
  });
});

describe("readRun", () => {
  const read = (text: string): ReturnType<typeof readRun> => readRun(folder.write("run.trec", text));

  it("orders by score, not by line or rank", () => {
    const run = read("q Q0 low 1 0.5 tag\nq Q0 high 3 2e1 tag\nq Q0 middle 2 3.25 tag and more\n");
    expect([...run]).toEqual([["q", ["high", "middle", "low"]]]);
  });

  it("breaks ties by document id, descending as text and not as numbers", () => {
    const run = read("q Q0 10 1 1.0 t\nq Q0 9 2 1 t\nq Q0 B 3 1.000 t\nq Q0 b 4 1 t\nq Q0 top 5 2 t\n");
    expect(run.get("q")).toEqual(["top", "b", "B", "9", "10"]);
  });

  it("tells scores apart that only double precision does", () => {
    const run = read("q Q0 z 1 1.0000000001 t\nq Q0 a 2 1.0000000002 t\n");
    expect(run.get("q")).toEqual(["a", "z"]);
  });

  it("keeps queries apart whose lines are mixed", () => {
    const run = read("1 Q0 a 1 1 t\n2 Q0 a 1 1 t\n1 Q0 b 2 2 t\n");
    expect([...run]).toEqual([
      ["1", ["b", "a"]],
      ["2", ["a"]],
    ]);
  });

  it.each([
    ["q Q0 a 1 1.0\n", /run\.trec:1: a ranking has 6 fields/],
    ["q Q0 a 1 1.0 t\nq Q0 b 2 best t\n", /run\.trec:2: score must be a finite number, is "best"/],
    ["q Q0 a 1 NaN t\n", /run\.trec:1: score must be a finite number, is "NaN"/],
    ["q Q0 a 1 Infinity t\n", /run\.trec:1: score must be a finite number/],
    ["q Q0 a 1 2 t\nq Q0 a 2 1 t\n", /run\.trec:2: document a is ranked twice for query q/],
    ["", /run\.trec: no ranking/],
  ])("refuses %j", (text, message) => {
    expect(() => read(text)).toThrow(message);
  });
});
