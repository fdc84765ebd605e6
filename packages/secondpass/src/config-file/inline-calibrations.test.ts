import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { loadConfig } from "../load-config.ts";

const artefact = {
  version: 1,
  rerankerId: "lexical:bm25",
  scoreScale: "unknown",
  method: "platt",
  parameters: { slope: 2, intercept: -1 },
  counts: { queries: 40, pairs: 400, relevant: 90 },
  figures: { auc: { mean: 0.9, low: 0.85, high: 0.94 }, brier: 0.1, ece: 0.02, logLoss: 0.3 },
  dataset: "sample",
  relevantFrom: 1,
  unjudged: "skip",
  madeAt: "2026-11-21T12:00:00.000Z",
};

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "secondpass-calibration-"));
  mkdirSync(join(folder, "sub"));
  write("sub/calibration.json", artefact);
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, content: unknown): void {
  writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
}

function entries(rerankers: unknown): void {
  write("sub/secondpass.config.json", { rerankers });
}

async function faultOf(): Promise<string> {
  const error = await loadConfig({ cwd: folder, file: "sub/secondpass.config.json" }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ code: "misconfigured" });
  return (error as Error).message;
}

const lexical = (calibration: unknown, more: object = {}): object => ({ provider: "lexical", calibration, ...more });

describe("the path of a calibration", () => {
  it("is relative to the configuration, not to the working folder; in entries and in fallbacks", async () => {
    entries({ a: lexical("./calibration.json", { fallback: [lexical("calibration.json"), "b"] }), b: "lexical" });
    const config = await loadConfig({ cwd: folder, file: "sub/secondpass.config.json" });
    expect(config?.rerankers.a).toEqual({
      provider: "lexical",
      calibration: artefact,
      fallback: [{ provider: "lexical", calibration: artefact }, { provider: "lexical" }],
    });
  });

  it("may be absolute, and stand in the one reranker of a YAML file or a module", async () => {
    write(
      "one.yaml",
      `reranker: { provider: lexical, calibration: ${JSON.stringify(join(folder, "sub/calibration.json"))} }`,
    );
    write("one.ts", "export default { reranker: { provider: 'lexical', calibration: 'sub/calibration.json' } };");
    for (const file of ["one.yaml", "one.ts"]) {
      const config = await loadConfig({ cwd: folder, file });
      expect(config?.rerankers.default).toEqual({ provider: "lexical", calibration: artefact });
    }
  });

  it("the calibration itself may stand there, in YAML too", async () => {
    write("inline.yaml", `reranker:\n  provider: lexical\n  calibration:\n${yamlOf(artefact)}`);
    const config = await loadConfig({ cwd: folder, file: "inline.yaml" });
    expect(config?.rerankers.default).toMatchObject({ calibration: artefact });
  });

  it.each<[unknown, string]>([
    ["nowhere.json", 'rerankers.a.calibration: "nowhere.json": there is no such file'],
    ["broken.json", 'rerankers.a.calibration: "broken.json": not valid JSON at line 1, column 2'],
    ["empty.json", 'rerankers.a.calibration: "empty.json": not valid JSON at line 1, column 1'],
    ["other.json", "rerankers.a.calibration.version: must be 1, the only version that there is, is 7"],
    [{ ...artefact, method: "x" }, "rerankers.a.calibration.method: must be one of"],
    [false, "rerankers.a.calibration: must be an object, is false"],
  ])("%j is refused with the place where it stands", async (calibration, message) => {
    write("sub/broken.json", "{nonsense");
    write("sub/empty.json", "");
    write("sub/other.json", { ...artefact, version: 7 });
    entries({ a: lexical(calibration) });
    expect(await faultOf()).toContain(`sub/secondpass.config.json: ${message}`);
  });

  it("in a fallback too", async () => {
    entries({ a: { provider: "lexical", fallback: ["lexical", lexical("no.json")] } });
    expect(await faultOf()).toContain('rerankers.a.fallback[1].calibration: "no.json": there is no such file');
  });

  it.each([null, 5, { rerankers: [] }, { rerankers: { a: null, b: { provider: "lexical", fallback: {} } } }])(
    "what is no configuration (%j) is left to its own check",
    async (content) => {
      write("sub/secondpass.config.json", content);
      expect(await faultOf()).not.toContain("calibration");
    },
  );
});

function yamlOf(value: Readonly<Record<string, unknown>>): string {
  return Object.entries(value)
    .map(([key, member]) => `    ${key}: ${key === "madeAt" ? member : JSON.stringify(member)}\n`)
    .join("");
}
