import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { describeMutant } from "../scripts/mutate/describe-mutant.js";
import { modules } from "../scripts/mutate/modules.js";
import { complaintsOf, rowOf } from "../scripts/mutate/report.js";
import { type Ignored, type Mutant, sortMutants } from "../scripts/mutate/sort-mutants.js";

const root = resolve(import.meta.dirname, "..");
const ignored: readonly Ignored[] = JSON.parse(readFileSync(join(root, "scripts/mutate/ignored.json"), "utf8"));

const collapsed = (text: string): string => text.replace(/\s+/g, " ");

describe("what npm run mutate may ignore", () => {
  it.each(ignored)("$file: $change", ({ file, line, mutator, change, reason }) => {
    const source = readFileSync(join(root, file), "utf8");
    const [original = "", replacement, ...rest] = change.split(" → ");
    expect(modules.flatMap(({ mutate }) => mutate)).toContain(file);
    expect(source.split("\n").map((one) => one.trim())).toContain(line);
    // A long text is cut in its middle.
    for (const piece of original.split(" … ")) expect(collapsed(source)).toContain(piece);
    expect([mutator, replacement, rest]).toEqual([expect.stringMatching(/^[A-Z]/), expect.any(String), []]);
    expect(reason).toMatch(/^[A-Z].{20,}\.$/);
  });

  it("is listed once", () => {
    const keys = ignored.map(({ file, line, mutator, change }) => [file, line, mutator, change].join("\n"));
    expect(new Set(keys).size).toBe(keys.length);
  });
});

const source = `const a = 1;
function f(b: number): number {
  if (b > 0) {
    return a;
  }
  return b + 1;
}
`;

function mutant(status: string, [line, from, to]: readonly [number, number, number], replacement: string): Mutant {
  const location = { start: { line, column: from }, end: { line, column: to } };
  return { fileName: "/x/f.ts", mutatorName: "Any", replacement, status, location };
}

const describeIt = (one: Mutant): ReturnType<typeof describeMutant> => describeMutant(one, "f.ts", source);
const above = mutant("Survived", [3, 7, 12], "b >= 0");
const plus = mutant("Survived", [6, 10, 15], "b - 1");
const entry = (of: Mutant): Ignored => {
  const { at, ...described } = describeIt(of);
  return { ...described, reason: "r" };
};

describe("a change", () => {
  it("is known by the text of the code", () => {
    expect(describeIt(above)).toEqual({
      file: "f.ts",
      at: 3,
      line: "if (b > 0) {",
      mutator: "Any",
      change: "b > 0 → b >= 0",
    });
  });

  it("of several lines is told on one, and a long one is cut", () => {
    const block = { ...above, location: { start: { line: 3, column: 14 }, end: { line: 5, column: 4 } } };
    expect(describeIt({ ...block, replacement: "{}" }).change).toBe("{ return a; } → {}");
    const long = describeIt({ ...block, replacement: `start ${"x".repeat(500)} end` }).change;
    expect(long).toMatch(/^\{ return a; \} → start x+ … x+ end$/);
    expect(long.length).toBeLessThan(250);
  });
});

describe("a module", () => {
  const all = [
    mutant("Killed", [1, 11, 12], "2"),
    mutant("Timeout", [3, 7, 12], "true"),
    mutant("RuntimeError", [3, 7, 12], "false"),
    mutant("NoCoverage", [4, 12, 13], "b"),
    above,
    plus,
  ];

  it("has every change sorted by what became of it", () => {
    const sorted = sortMutants(all, [entry(plus)], describeIt);
    expect(sorted).toMatchObject({ mutants: 6, killed: 2, timedOut: 1, stale: [] });
    expect(sorted.ignored.map(({ at }) => at)).toEqual([6]);
    expect(sorted.survived.map(({ change }) => change)).toEqual(["a → b", "b > 0 → b >= 0"]);
    expect(rowOf({ title: "m", sorted })).toEqual(["m", "6", "2", "1", "1", "2", "60 %"]);
    expect(complaintsOf({ title: "m", sorted })).toEqual([
      expect.stringContaining("f.ts:4  Any: a → b\n    return a;\n"),
      expect.stringContaining("f.ts:3  Any: b > 0 → b >= 0\n    if (b > 0) {\n"),
    ]);
  });

  it("has 100 % where what survived is ignored, and never where anything else did", () => {
    const many = Array.from({ length: 5000 }, () => mutant("Killed", [1, 11, 12], "2"));
    const score = (entries: readonly Ignored[]): string | undefined =>
      rowOf({ title: "m", sorted: sortMutants([...many, plus], entries, describeIt) }).at(-1);
    expect([score([entry(plus)]), score([])]).toEqual(["100 %", "99.9 %"]);
  });

  it.each([
    ["there is no such change any more", { ...entry(plus), line: "return b + 2;" }],
    ["there is no such change any more", { ...entry(plus), file: "g.ts" }],
    ["there is no such change any more", { ...entry(plus), change: "b + 1 → b" }],
    ["a test notices it", entry(mutant("Killed", [1, 11, 12], "2"))],
  ])("complains of an entry: %s", (why, stale) => {
    const sorted = sortMutants(all, [entry(above), stale], describeIt);
    expect(sorted.stale).toEqual([{ ...stale, why }]);
    expect(complaintsOf({ title: "m", sorted }).at(-1)).toContain(`ignored, but ${why}`);
  });

  it("does not complain of an entry whose change has only made tests slow", () => {
    expect(sortMutants(all, [entry(all[1] as Mutant)], describeIt).stale).toEqual([]);
  });
});
