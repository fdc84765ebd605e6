import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { calibrationFaults } from "@secondpass/core";
import { createRandom } from "@secondpass/eval";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Ran, runCommand } from "../__fixtures__/run-command.ts";

let cwd = "";
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), "secondpass-calibrate-"));
  writeCollection("clear", { chance: (shared) => [0.05, 0.4, 0.95][shared] ?? 0, judged: true });
  writeCollection("positives", { chance: (shared) => [0.05, 0.4, 0.95][shared] ?? 0, judged: false });
  writeCollection("noise", { chance: () => 0.3, judged: true });
});
afterAll(() => rmSync(cwd, { recursive: true }));

/** Forty queries of two words; of their ten candidates each has none, one or both, and is relevant by chance. */
function writeCollection(
  name: string,
  { chance, judged }: { chance: (shared: number) => number; judged: boolean },
): void {
  const random = createRandom(7);
  const [queries, documents, qrels, run]: string[][] = [[], [], ["query-id\tcorpus-id\tscore"], []];
  for (let query = 0; query < 40; query++) {
    queries?.push(JSON.stringify({ _id: `q${query}`, text: `alpha${query} beta${query}` }));
    for (let at = 0; at < 10; at++) {
      const id = `d${query}-${at}`;
      const shared = at % 3;
      const words = [`alpha${query}`, `beta${query}`].slice(0, shared);
      documents?.push(JSON.stringify({ _id: id, text: [...words, `filler${at}`, "common"].join(" ") }));
      run?.push(`q${query} Q0 ${id} ${at + 1} ${10 - at} given`);
      const relevant = random() < chance(shared);
      if (judged || relevant) qrels?.push(`q${query}\t${id}\t${relevant ? 1 : 0}`);
    }
  }
  mkdirSync(join(cwd, name, "qrels"), { recursive: true });
  const files = { "queries.jsonl": queries, "corpus.jsonl": documents, "qrels/test.tsv": qrels, "run.trec": run };
  for (const [file, lines] of Object.entries(files)) writeFileSync(join(cwd, name, file), `${lines?.join("\n")}\n`);
}

function calibrate(folder: string, ...args: string[]): Promise<Ran> {
  const given = [folder, "--run", `${folder}/run.trec`, "--answers", "answers", ...args];
  return runCommand(["calibrate", ...given], { cwd });
}

describe("secondpass calibrate", () => {
  it("says what scores mean, and writes a calibration that the configuration takes", async () => {
    const { status, stdout, stderr } = await calibrate(
      "clear",
      "-r",
      "lexical",
      "--precision",
      "0.7",
      "-o",
      "calibration.json",
    );
    expect([status, stderr]).toEqual([0, expect.stringContaining("written to calibration.json")]);
    expect(stdout).toMatch(
      /^lexical:bm25, revision \w+, scores on the scale "unknown"\nclear: 40 queries, 400 scored documents, \d+ of them relevant; 0 without/,
    );
    expect(stdout).toMatch(/separation {2}0\.\d{3} \(0\.\d{3}–0\.\d{3}\)/);
    expect(stdout).toMatch(/(platt|isotonic) +0\.\d{4} +0\.\d{4} +0\.\d{4} +taken/);
    expect(stdout).toMatch(/for a precision of 70\.0 %: minScore 0\.\d+\n {2}precision \d+\.\d %, at least 7\d\.\d %/);
    const artefact = JSON.parse(readFileSync(join(cwd, "calibration.json"), "utf8"));
    expect(calibrationFaults(artefact)).toEqual([]);
    expect(artefact).toMatchObject({
      rerankerId: "lexical:bm25",
      dataset: "clear",
      unjudged: "skip",
      counts: { queries: 40, pairs: 400 },
    });
    writeFileSync(
      join(cwd, "secondpass.config.json"),
      '{ "reranker": { "provider": "lexical", "calibration": "./calibration.json" } }',
    );
    const args = ["rank", "-q", "alpha1 beta1", "--format", "json"];
    const ranked = await runCommand(args, { cwd, input: '"filler1 common"\n"alpha1 beta1 filler2 common"\n' });
    expect(JSON.parse(ranked.stdout)).toMatchObject({ scoreScale: "probability" });
    const shown = await runCommand(["config"], { cwd });
    expect(shown.stdout).toMatch(/calibration +(platt|isotonic), on 40 queries of clear +reranker\.calibration/);
    // The entry's own calibration is left aside: it is the reranker that is calibrated.
    const again = await calibrate("clear", "--format", "json");
    expect(JSON.parse(again.stdout)).toMatchObject({
      verdict: "calibrated",
      reranker: { id: "lexical:bm25", scoreScale: "unknown" },
    });
    rmSync(join(cwd, "secondpass.config.json"));
  });

  it("no clean separation: status 1, the reason, and no file unless forced", async () => {
    const { status, stdout } = await calibrate("noise", "-r", "lexical", "-o", "noise.json");
    expect([status, existsSync(join(cwd, "noise.json"))]).toEqual([1, false]);
    expect(stdout).toMatch(/no clean separation: chance could have done it: the area under the ROC curve is 0\.\d{3}/);
    const forced = await calibrate("noise", "-r", "lexical", "-o", "noise.json", "--force", "--method", "isotonic");
    expect(forced.status).toBe(1);
    expect(JSON.parse(readFileSync(join(cwd, "noise.json"), "utf8"))).toMatchObject({
      forced: true,
      method: "isotonic",
    });
  });

  it("a collection of relevant documents alone needs to be told what the others are", async () => {
    const left = await calibrate("positives", "-r", "lexical");
    expect([left.status, left.stdout]).toEqual([
      1,
      expect.stringMatching(
        /there are 0 documents judged not relevant.*\d+ are not judged, and can be counted as not relevant/,
      ),
    ]);
    const counted = await calibrate("positives", "-r", "lexical", "--fit-on-unjudged", "--format", "json");
    expect(counted.status).toBe(0);
    const report = JSON.parse(counted.stdout);
    expect(report).toMatchObject({
      verdict: "calibrated",
      judged: { unjudged: "not-relevant" },
      artefact: { unjudged: "not-relevant" },
      threshold: { for: 0.9, reachable: expect.any(Boolean) },
    });
    expect(report.predictions).toBeUndefined();
  });

  it.each<[string, string[]]>([
    ["one reranker at a time", ["-r", "lexical", "-r", "cohere"]],
    ["It must be above 0 and at most 1", ["--precision", "1.5"]],
    ["Allowed choices are auto, platt, isotonic, temperature", ["--method", "beta"]],
  ])("wrong usage: %s", async (message, args) => {
    const { status, stderr } = await calibrate("clear", ...args);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});
