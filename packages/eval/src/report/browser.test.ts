import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { EvaluationResults } from "../results.ts";
import { findChromium, isRequired } from "./__fixtures__/chromium.ts";
import { hostileResults } from "./__fixtures__/hostile-results.ts";
import { sampleResults } from "./__fixtures__/sample-results.ts";
import { queryDifferences } from "./query-differences.ts";
import { renderReport } from "./render-report.ts";

const executablePath = findChromium();
const absent = executablePath === undefined ? " (skipped: no Chromium here)" : "";

it.runIf(isRequired("chromium"))("Chromium is here, as SECONDPASS_REQUIRE asks", () => {
  expect(executablePath).toBeDefined();
});

describe.skipIf(executablePath === undefined)(`the report in a browser${absent}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "secondpass-report-"));
  const sample = sampleResults({ queries: 40 });
  let browser: Browser;
  /** What must stay empty: errors of pages, what they wrote to the console, what they asked the network for. */
  const complaints: string[] = [];
  let pages = 0;

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: executablePath ?? "" });
  });
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true });
  });
  afterEach(async () => {
    for (const context of browser.contexts()) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  async function open(results: EvaluationResults, options: BrowserContextOptions = {}, hash = ""): Promise<Page> {
    const file = join(folder, `${++pages}.html`);
    writeFileSync(file, renderReport(results));
    const context = await browser.newContext({
      viewport: { width: 1200, height: 800 },
      reducedMotion: "reduce",
      ...options,
    });
    const page = await context.newPage();
    const { href } = pathToFileURL(file);
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      if (request.url().replace(/#.*/, "") !== href) complaints.push(request.url());
    });
    await page.goto(href + hash);
    return page;
  }

  const textOf = async (page: Page, selector: string): Promise<string> =>
    (await page.locator(selector).textContent()) ?? "";
  const titleOf = (page: Page): Promise<string> => textOf(page, "#query-title");
  const focused = (page: Page): Promise<unknown> => page.evaluate("document.activeElement.id");
  const listed = (page: Page): Promise<number> => page.locator("#query-list li").count();

  async function violations(page: Page): Promise<unknown> {
    await page.evaluate(axe.source);
    return page.evaluate(`axe.run().then(({ violations }) => violations.map(({ id, nodes }) =>
      id + ": " + nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(" | ")))`);
  }

  it.each(["light", "dark"] as const)("%s: nothing to complain of, by axe's rules", async (colorScheme) => {
    const page = await open(sample, { colorScheme });
    for (const details of await page.locator("details > summary").all()) await details.click();
    expect(await violations(page)).toEqual([]);
    const background = await page.evaluate("getComputedStyle(document.body).backgroundColor");
    expect(background).toBe(colorScheme === "light" ? "rgb(253, 253, 252)" : "rgb(20, 23, 27)");
  });

  it("on a phone nothing is wider than the screen", async () => {
    const page = await open(sample, { viewport: { width: 360, height: 740 } });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    expect(await violations(page)).toEqual([]);
  });

  it("a walk by keyboard: down the list, into the query, back, search", async () => {
    const page = await open(sample);
    // The sample's best system comes first.
    const order = queryDifferences(sample, "rerank-v3.5", "nDCG@10").map(({ text }) => text);
    expect(await titleOf(page)).toBe(order[0]);
    await page.locator("#query-list").focus();
    const steps = [
      ["ArrowDown", 1],
      ["j", 2],
      ["k", 1],
      ["ArrowUp", 0],
      ["ArrowUp", 0],
      ["End", 39],
      ["j", 39],
      ["Home", 0],
      ["PageDown", 10],
    ] as const;
    for (const [key, at] of steps) {
      await page.keyboard.press(key);
      expect(await titleOf(page), key).toBe(order[at]);
    }
    const selected = page.locator('#query-list [aria-selected="true"]');
    expect(await selected.count()).toBe(1);
    expect(await page.locator("#query-list").getAttribute("aria-activedescendant")).toBe(
      await selected.getAttribute("id"),
    );
    await page.keyboard.press("Enter");
    expect(await focused(page)).toBe("query-detail");
    await page.keyboard.press("j");
    expect(await titleOf(page)).toBe(order[11]);
    await page.keyboard.press("Escape");
    expect(await focused(page)).toBe("query-list");
    await page.keyboard.press("/");
    expect(await focused(page)).toBe("search");
    await page.keyboard.type("jk/ no such words");
    expect(await listed(page)).toBe(0);
    expect(await textOf(page, "#count")).toBe("0 queries");
    expect(await textOf(page, "#query-detail")).toBe("No query fits.");
  });

  it("keys outside the browser are nobody's", async () => {
    const page = await open(sample);
    const before = await titleOf(page);
    await page.keyboard.press("j");
    await page.keyboard.press("/");
    expect([await titleOf(page), await focused(page)]).toEqual([before, ""]);
  });

  it("filters, sorting, search and the other controls change the list", async () => {
    const page = await open(sample);
    const { wins, losses, ties } = sample.comparisons.find(
      ({ system, measure }) => system === "mini" && measure === "RR@10",
    ) ?? { wins: -1, losses: -1, ties: -1 };
    expect(wins + losses + ties).toBe(40);
    await page.selectOption("#system", "mini");
    await page.selectOption("#measure", "RR@10");
    for (const [kind, count] of [
      ["better", wins],
      ["worse", losses],
      ["same", ties],
      ["all", 40],
    ] as const) {
      await page.locator(`input[value="${kind}"]`).check();
      expect(await listed(page), kind).toBe(count);
      expect(await textOf(page, `#count-${kind}`)).toBe(String(count));
    }
    await page.selectOption("#sort", "loss");
    expect(await titleOf(page)).toBe(
      queryDifferences(sample, "mini", "RR@10").toSorted(
        (a, b) => a.difference - b.difference || a.number - b.number,
      )[0]?.text,
    );
    await page.fill("#search", "ZINC");
    const texts = await page.locator("#query-list .text").allTextContents();
    expect(texts.length).toBe(sample.queries.filter(({ text }) => text.includes("Zinc")).length);
    expect(texts.every((text) => text.includes("Zinc"))).toBe(true);
  });

  it("both orders side by side: places, moves and levels as the results have them", async () => {
    const page = await open(sample);
    await page.selectOption("#sort", "given");
    const [query = fail("no query")] = sample.queries;
    const after = query.rankings["rerank-v3.5"] ?? [];
    const rows = await page.locator(".order").nth(1).locator("tbody tr").all();
    expect(rows).toHaveLength(after.length);
    for (const [at, row] of rows.entries()) {
      const { level = null, firstStageRank = null } = query.documents[after[at]?.id ?? ""] ?? {};
      const [place, move, document] = await row.locator("th, td").allTextContents();
      expect(place).toBe(String(at + 1));
      expect(move).toBe(expectedMove(firstStageRank, at + 1));
      expect(document).toContain(level === null ? "not judged" : `level ${level}`);
      expect(document).toContain(after[at]?.id);
    }
  });

  it("a bar leads to its query, and so does a link from elsewhere", async () => {
    const page = await open(sample, {}, "#query-7");
    expect(await titleOf(page)).toBe(sample.queries[6]?.text);
    expect(await focused(page)).toBe("query-detail");
    await page.locator('input[value="worse"]').check();
    const links = page.locator("#queries svg").first().locator("a");
    expect(await links.count()).toBe(40);
    const best = queryDifferences(sample, "rerank-v3.5", "nDCG@10")[0];
    await links.first().click();
    expect(await titleOf(page)).toBe(best?.text);
    expect(await listed(page)).toBe(40);
    expect(await links.first().locator("title").textContent()).toContain(best?.text);
    await page.keyboard.press("j");
    expect(await titleOf(page)).not.toBe(best?.text);
    await links.first().click();
    expect(await titleOf(page), "the same bar again").toBe(best?.text);
    expect(page.url()).toMatch(new RegExp(`#query-${best?.number}$`));
  });

  it("hostile texts stay texts", async () => {
    const hostile = hostileResults();
    const page = await open(hostile);
    expect(
      await page.evaluate("[window.pwned, document.images.length, document.querySelectorAll('script').length]"),
    ).toEqual([undefined, 0, 2]);
    await page.selectOption("#sort", "given");
    expect(await titleOf(page)).toBe(hostile.queries[0]?.text);
    await page.locator("#query-list").focus();
    for (let at = 0; at < 5; at++) await page.keyboard.press("j");
    const system = hostile.systems[1]?.name ?? "";
    expect(await page.locator("#system option").allTextContents()).toContain(system);
    expect(await page.locator("#summary strong").allTextContents()).toContain(system);
    expect(await page.evaluate("[window.pwned, document.images.length]")).toEqual([undefined, 0]);
  });

  it("without script all but the browser is there", async () => {
    const page = await open(sample, { javaScriptEnabled: false });
    expect(await page.locator("#answer").isVisible()).toBe(true);
    expect(await page.locator("svg").count()).toBe(12);
    expect(await page.locator("#browser").isVisible()).toBe(false);
    expect(await page.locator("noscript p").isVisible()).toBe(true);
    expect(await page.locator("#changed-most").isVisible()).toBe(true);
    await page.locator(".all-queries summary").click();
    expect(await page.locator(".all-queries tbody tr").count()).toBe(40);
  });

  it("on paper: light, without controls, with the terms and the queries that changed most", async () => {
    const page = await open(sample, { colorScheme: "dark" });
    const pdf = await page.pdf({ format: "A4", printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.length).toBeGreaterThan(50_000);
    await page.emulateMedia({ media: "print" });
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    const shown = await Promise.all(
      ["#browser", "nav", ".all-queries", "#changed-most", ".terms dd"].map((selector) =>
        page.locator(selector).first().isVisible(),
      ),
    );
    expect(shown).toEqual([false, false, false, true, true]);
  });

  it.each([
    ["no query", sampleResults({ queries: 0 })],
    ["one query", sampleResults({ queries: 1 })],
    ["one system", sampleResults({ queries: 10, systems: [{ name: "BM25", skill: 0.5 }] })],
    [
      "ten systems with long names",
      sampleResults({
        queries: 20,
        systems: Array.from({ length: 10 }, (_, at) => ({
          name: `a-reranker-of-some-name-v${at}-multilingual`,
          skill: 0.3 + at / 10,
          ...(at === 0 ? {} : { ms: 40 + at, usd: at }),
        })),
      }),
    ],
    ["no latency", { ...sample, systems: sample.systems.map(({ name, measures }) => ({ name, measures })) }],
    ["no measures", { ...sample, measures: [], comparisons: [], ceiling: {} }],
    [
      "queries without what belongs to them",
      { ...sample, queries: [{ id: "1", text: "", measures: {}, rankings: {}, documents: {} }] },
    ],
  ] satisfies readonly (readonly [string, EvaluationResults])[])("%s", async (_, results) => {
    const page = await open(results);
    expect(await textOf(page, "#answer")).not.toBe("");
    expect(await violations(page)).toEqual([]);
    expect(
      await page
        .locator("svg text, main")
        .filter({ hasText: /NaN|undefined|Infinity/ })
        .count(),
    ).toBe(0);
  });
});

/** As the column "Was at" has it, with the words for those who hear it. */
function expectedMove(before: number | null, after: number): string {
  if (before === after) return "= the same place";
  return before !== null && before > after ? `▲ up, ${before}` : `▼ down, ${before}`;
}

function fail(message: string): never {
  throw new Error(message);
}
