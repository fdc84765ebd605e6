import { expect, it } from "vitest";
import { contendersOf } from "./contenders.ts";
import type { Round } from "./measure.ts";
import { modelOf } from "./models.ts";
import { onnxCpuReport } from "./report.ts";
import { summarise } from "./summary.ts";

const machine = { date: "2026-01-01", node: "v20", platform: "linux x64", cpu: "a processor, 2 cores" };
const frame = { machine, command: "node", instructionSets: [], versions: [], source: "texts" };

/** Milliseconds of a list, by the start of the contender's name; everybody else takes a second. */
const times = { secondpass: 200, "transformers.js, batches of 1": 400, its: 100 };

const contenders = contendersOf("int8");
const round: Round = new Map(
  contenders.map(({ name, family }) => {
    const [, ms = 1000] = Object.entries(times).find(([start]) => name === start || name.startsWith(`${start} `)) ?? [];
    const scores = family === "multiplications" ? [[]] : [[1, 2]];
    return [
      name,
      { calls: [ms], scores, firstScoreMs: 1, peakRssMb: 300, loopDelayMs: [1, 1, 1], foreignCores: 0 },
    ] as const;
  }),
);
const report = onnxCpuReport(frame, [
  {
    model: modelOf("int8"),
    length: "short",
    rounds: 1,
    pairTokens: [80],
    summaries: summarise(contenders, [round]),
  },
]);
/** The cells of the first row that has a cell. */
const rowWith = (cell: string): readonly string[] => {
  const rows = report.split("\n").map((line) => line.split("|").map((one) => one.trim()));
  return rows.find((cells) => cells.includes(cell))?.slice(1, -1) ?? [];
};

it.each([
  ["2.5 × transformers.js at its best", "2.00 ×", "4.00 ×", "missed"],
  ["2.5 × transformers.js as documented", "5.00 ×", "10.00 ×", "reached"],
])("compares with a peer, and with what nobody can beat: %s", (aim, ...cells) => {
  expect(rowWith(aim)).toEqual(["int8, short", aim, ...cells]);
});

it("tells nothing but the speed of the multiplications, which score nothing", () => {
  expect(rowWith("its matrix multiplications alone")).toEqual([
    "its matrix multiplications alone",
    "1000",
    "0.50",
    "0.50–0.50",
    "–",
    "–",
    "–",
    "–",
    "–",
  ]);
});
