import { createHash } from "node:crypto";
import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import type { EvaluationResults } from "../results.ts";
import { sampleResults } from "./__fixtures__/sample-results.ts";
import { renderReport } from "./render-report.ts";

const sample = sampleResults({ queries: 60 });
const page = renderReport(sample);
const { document } = parseHTML(page);
const count = (selector: string): number => document.querySelectorAll(selector).length;

it("the same results give the same text", () => {
  expect(renderReport(sample)).toBe(page);
});

it("the policy allows the page's own style and script and nothing else", () => {
  const policy = document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute("content");
  const hashOf = (pattern: RegExp): string =>
    createHash("sha256")
      .update(pattern.exec(page)?.[1] ?? "")
      .digest("base64");
  const style = hashOf(/<style>(.*?)<\/style>/s);
  const script = hashOf(/<script type="module">(.*?)<\/script>/s);
  expect(policy).toBe(
    `default-src 'none'; style-src 'sha256-${style}'; script-src 'sha256-${script}'; base-uri 'none'; form-action 'none'`,
  );
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(count("style, [style]")).toBe(1);
});

it("one plot a measure, a share, a reliability diagram and a compared system, and that of latency", () => {
  expect(count("#quality svg")).toBe(sample.measures.length);
  expect(count("#price svg")).toBe(1);
  expect(count("#context svg")).toBe(3);
  expect(count("#reliability svg")).toBe(2);
  expect(count("#queries svg")).toBe(sample.systems.length - 1);
  expect(count('svg[role="img"][aria-label]')).toBe(count("svg") - (sample.systems.length - 1));
});

it("each bar leads to its query, and each query is in the table", () => {
  const links = [...document.querySelectorAll("#queries svg a")].map((link) => link.getAttribute("href"));
  expect(links).toHaveLength(60 * 3);
  expect(new Set(links).size).toBe(60);
  expect(links.filter((href) => document.querySelector(`.all-queries ${href}`) === null)).toEqual([]);
});

it("tables have captions, headings have scopes, ids are unique", () => {
  expect(count("table")).toBe(count("table > caption"));
  expect(count("th:not([scope])")).toBe(0);
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
});

it("a row for each comparison and system, the ceiling last", () => {
  const rowsOf = (id: string): string[] =>
    [...(document.getElementById(id)?.closest("table")?.querySelectorAll("tbody tr") ?? [])].map(
      ({ textContent }) => textContent ?? "",
    );
  expect(rowsOf("comparisons")).toHaveLength(sample.comparisons.length);
  expect(rowsOf("systems")).toHaveLength(sample.systems.length + 1);
  expect(rowsOf("systems").at(-1)).toMatch(/^Ceiling.*100\.0 %$/);
});

describe("what is not there is left out", () => {
  const without = (changes: Partial<EvaluationResults>): typeof document =>
    parseHTML(renderReport({ ...sample, ...changes })).document;

  it("no context, no reliability, no warnings", () => {
    const bare = without({ context: undefined, reliability: undefined, warnings: [] });
    expect(bare.querySelector("#context, #reliability, .warnings")).toBeNull();
    expect([...bare.querySelectorAll("nav a")].map((link) => link.getAttribute("href"))).toEqual([
      "#quality",
      "#price",
      "#queries",
      "#terms",
    ]);
  });

  it("no latency and no cost", () => {
    const systems = sample.systems.map(({ name, measures }) => ({ name, measures }));
    expect(without({ systems }).querySelector("#price")).toBeNull();
  });

  it("another verdict on another measure is told", () => {
    const [first, ...others] = sample.comparisons;
    const comparisons = [{ ...first, verdict: "worse" } as NonNullable<typeof first>, ...others];
    expect(without({ comparisons }).querySelector(".verdicts")?.textContent).toContain(
      "But on RR@10: better; on AP(rel=1)@30: better.",
    );
  });
});

it("300 queries of 4 systems make a file of less than 4 MB", () => {
  expect(Buffer.byteLength(renderReport(sampleResults()))).toBeLessThan(4_000_000);
});
