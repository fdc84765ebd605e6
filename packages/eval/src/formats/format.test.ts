import { describe, expect, it } from "vitest";
import type { EvaluationResults } from "../results.ts";
import type { Run } from "../types.ts";
import { formatCsv, formatPerQueryCsv } from "./format-csv.ts";
import { formatQrels } from "./format-qrels.ts";
import { formatRun } from "./format-run.ts";
import { parseQrels } from "./qrels-reader.ts";
import { parseRun } from "./run-reader.ts";

describe("formatRun", () => {
  const written = (scores: (number | null)[], tag = "t"): string => {
    const documents = scores.map((_, at) => `d${at}`);
    return [...formatRun(new Map([["q", { documents, scores }]]), tag)].join("");
  };

  it("writes scores that fall as they are", () => {
    expect(written([1.5, 0.25, -3], "my tag")).toBe(
      "q Q0 d0 1 1.5 my_tag\nq Q0 d1 2 0.25 my_tag\nq Q0 d2 3 -3 my_tag\n",
    );
  });

  it.each([
    [[1, 1, 1, 1]],
    [[0, 0, null, null]],
    [[null, null, null]],
    [[1e9, 1e9, 1e9 - 1, null]],
    [[1, 2, 3]],
    [[1e-9, 0.5e-9, 0]],
    [[-5, null, -1, null]],
  ])("an evaluator finds the written order of %j again, in single precision too", (scores) => {
    const text = written(scores);
    const expected = scores.map((_, at) => `d${at}`);
    expect(parseRun(text).get("q")?.documents).toEqual(expected);
    const single = text.replace(/(\S+) t$/gm, (_, score) => `${Math.fround(Number(score))} t`);
    expect(parseRun(single).get("q")?.documents).toEqual(expected);
  });

  it("writes every query, in order", () => {
    const run: Run = parseRun("b Q0 x 1 1 t\na Q0 y 1 1 t\na Q0 z 1 0.5 t\n");
    expect([...formatRun(run, "t")]).toEqual(["b Q0 x 1 1 t\n", "a Q0 y 1 1 t\na Q0 z 2 0.5 t\n"]);
  });

  it.each(["", "a b", "tab\t"])("refuses the id %j", (id) => {
    expect(() => [...formatRun(new Map([["q", { documents: [id], scores: [1] }]]), "t")]).toThrow("cannot be written");
    expect(() => [...formatRun(new Map([[id, { documents: ["d"], scores: [1] }]]), "t")]).toThrow("cannot be written");
    expect(() => [...formatQrels(new Map([["q", new Map([[id, 1]])]]))]).toThrow("cannot be written");
  });
});

it("formatQrels writes what parseQrels reads", () => {
  const text = "q1 0 d1 2\nq1 0 d2 -1\nq2 0 d1 0\n";
  expect([...formatQrels(parseQrels(text))].join("")).toBe(text);
});

it("formatCsv quotes what must be quoted and nothing else", () => {
  expect(formatCsv([["a", 1.5, 'say "b"'], ["x,y", "line\nend", ""], ["ä ;"]])).toBe(
    'a,1.5,"say ""b"""\r\n"x,y","line\nend",\r\nä ;\r\n',
  );
});

it("formatPerQueryCsv has a row for each query and system", () => {
  const results = {
    measures: ["nDCG@10", "RR@10"],
    systems: [{ name: "first stage" }, { name: "lexical" }],
    queries: [{ id: "7", text: "how, and why", measures: { lexical: { "nDCG@10": 0.5, "RR@10": 1 } } }],
  } as unknown as EvaluationResults;
  expect(formatPerQueryCsv(results)).toBe(
    'query_id,query,system,nDCG@10,RR@10\r\n7,"how, and why",first stage,,\r\n7,"how, and why",lexical,0.5,1\r\n',
  );
});
