import { type RerankErrorCode, treatments } from "@secondpass/core";
import { describe, expect, it } from "vitest";
import { thisMachine } from "../machine.ts";
import { differencesBetween } from "./differences.ts";
import { loadedOpossum } from "./loaded-opossum.ts";
import { matrixReport } from "./report.ts";
import { findOut, type MatrixResults } from "./results.ts";

const codes = await findOut();
const results: MatrixResults = { node: "v0.0.0", opossum: "9.0.0", codes };

/** What another Node would have found out, with one thing changed where `at` names it. */
const changed = (at: RerankErrorCode, name: string, value: unknown): MatrixResults => ({
  node: "v1.0.0",
  opossum: "10.0.0",
  codes: { ...codes, [at]: { ...codes[at], [name]: value } },
});

describe("what is found out", () => {
  it("is the same every time, to the last count", async () => {
    expect(await findOut()).toEqual(codes);
  });

  it("is of every code, as many cases each, with no error that is none of ours", () => {
    expect(Object.keys(codes)).toEqual(Object.keys(treatments));
    expect(new Set(Object.values(codes).map((found) => Object.keys(found).length))).toEqual(new Set([19]));
    expect(JSON.stringify(codes)).not.toContain('"stranger"');
  });

  it.each(Object.keys(treatments) as RerankErrorCode[])(
    "%s opens, or does not, exactly where the table says so",
    (code) => {
      const found = codes[code] as Record<string, { seen: { state: string } }>;
      const opens = treatments[code].countsAgainstBreaker ? "open" : "closed";
      expect(found["19 calls"]?.seen.state).toBe("closed");
      expect(found["10 answered, 10 not"]?.seen.state).toBe("closed");
      expect(found["20 calls"]?.seen.state).toBe(opens);
      expect(found["9 answered, 11 not"]?.seen.state).toBe(opens);
      expect(found["20 calls, then an outage"]?.seen.state).toBe(
        treatments[code].pause === "none" || opens === "open" ? "open" : "closed",
      );
    },
  );
});

describe("the report", () => {
  const machine = thisMachine();

  it("finds one state that differs, and says where", () => {
    const found = codes.timeout?.["20 calls"] as { seen: object };
    const other = changed("timeout", "20 calls", { ...found, seen: { ...found.seen, state: "closed" } });
    expect(differencesBetween(results, other)).toEqual(['timeout: 20 calls: seen.state: "closed", not "open"']);
    const { text, isEqual } = matrixReport([{ results }, { results: other }], machine, "c");
    expect([isEqual, text.includes("no: 1 differences"), text.includes("seen.state")]).toEqual([false, true, true]);
  });

  it("finds a case that is missing, or too many, and writes ten differences out", () => {
    const other = changed("auth", "one more", "there");
    expect(differencesBetween(results, other)).toEqual(['auth: one more: : "there", not nothing']);
    expect(differencesBetween(other, results)).toEqual(['auth: one more: : nothing, not "there"']);
    const { text } = matrixReport([{ results: { ...results, codes: {} } }, { results }], machine, "c");
    expect(text.match(/^- Node v0/gm)).toHaveLength(11);
  });

  it("of equal runs is equal; of one alone it is not, since nothing was compared", () => {
    const same = { ...results, node: "v1.0.0", opossum: "10.0.0" };
    const skipped = { node: "26", opossum: "10", skipped: "skipped: there is none" };
    const both = matrixReport([{ results }, { results: same }, skipped], machine, "c");
    expect(both.isEqual).toBe(true);
    expect(both.text).toMatch(/v1\.0\.0 \| +10\.0\.0 \| +24 \| +456 \| +yes/);
    expect(both.text).toContain("skipped: there is none");
    expect(matrixReport([{ results }, skipped], machine, "c").isEqual).toBe(false);
  });
});

it("the opossum that is loaded is the one of the workspace", () => {
  expect(loadedOpossum()).toMatch(/^9\./);
});
