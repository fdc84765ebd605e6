import { axisX, axisY, dot, gridX, link, ruleX, text } from "@observablehq/plot";
import type { Estimate } from "../results.ts";
import { draw, ink } from "./draw.ts";
import { formatInterval, shorten } from "./format.ts";
import type { Html } from "./html.ts";

/** A row of a whisker plot. */
export interface WhiskerRow {
  readonly name: string;
  readonly estimate: Estimate;
  /** How it is drawn: triangles up and down, a ring, or a square for what the others are compared with. */
  readonly kind: "better" | "worse" | "open" | "baseline";
  /** Written at the right. */
  readonly figure: string;
}

/** A line across all rows, with its name above. */
export interface Rule {
  readonly at: number;
  readonly name: string;
  readonly dashed?: boolean | undefined;
}

const rowHeight = 30;
const width = 480;
const symbols = { better: "triangle", worse: "triangle", open: "circle", baseline: "square" } as const;

/**
 * Dots with their intervals, one row a system, against lines that mark the baseline or the ceiling.
 *
 * @param label the plot in words.
 */
export function whiskerPlot(label: string, rows: readonly WhiskerRow[], rules: readonly Rule[]): Html {
  const margins = { marginLeft: labelWidth(rows), marginRight: 66, marginTop: 26, marginBottom: 28 };
  const names = rows.map(({ name }) => name);
  return draw(label, {
    width,
    height: rows.length * rowHeight + margins.marginTop + margins.marginBottom,
    ...margins,
    x: { domain: domainOf(rows, rules) },
    y: { domain: names, label: null },
    symbol: { type: "identity" },
    marks: [
      gridX({ ticks: 4, stroke: ink.line, strokeOpacity: 1 }),
      axisX({ ticks: 4, tickSize: 0, fill: ink.muted, label: null }),
      axisY({ tickSize: 0, tickFormat: (name: string) => shorten(name, 22), fill: ink.text }),
      ...rules.map(({ at, dashed }) =>
        ruleX([at], { stroke: ink.muted, ...(dashed === true ? { strokeDasharray: "5,4" } : {}) }),
      ),
      ...ruleNames(rules),
      link(rows, {
        y: "name",
        x1: ({ estimate }: WhiskerRow) => estimate.low,
        x2: ({ estimate }: WhiskerRow) => estimate.high,
        y1: "name",
        y2: "name",
        stroke: colour,
        strokeWidth: 2.5,
        strokeLinecap: "round",
      }),
      dots(rows),
      text(rows, {
        y: "name",
        text: "figure",
        frameAnchor: "right",
        dx: 10,
        textAnchor: "start",
        fill: ink.text,
        fontVariant: "tabular-nums",
      }),
    ],
  });
}

function dots(rows: readonly WhiskerRow[]): ReturnType<typeof dot> {
  return dot(rows, {
    y: "name",
    x: ({ estimate }: WhiskerRow) => estimate.mean,
    symbol: ({ kind }: WhiskerRow) => symbols[kind],
    rotate: ({ kind }: WhiskerRow) => (kind === "worse" ? 180 : 0),
    r: 5.5,
    fill: ({ kind }: WhiskerRow) => (kind === "open" ? "var(--page)" : colour({ kind })),
    stroke: colour,
    strokeWidth: 2,
    title: ({ name, estimate, figure }: WhiskerRow) => `${name}: ${figure} (${formatInterval(estimate)})`,
  });
}

function colour({ kind }: Pick<WhiskerRow, "kind">): string {
  return kind === "baseline" ? ink.text : ink[kind];
}

/** Names above the lines: of two, the lower line's to its left and the higher one's to its right, so that they never meet. */
function ruleNames(rules: readonly Rule[]): ReturnType<typeof text>[] {
  const sorted = rules.toSorted((a, b) => a.at - b.at);
  return sorted.map(({ at, name }, index) => {
    const side = sorted.length === 1 ? 0 : index === 0 ? -1 : 1;
    return text([name], {
      x: [at],
      frameAnchor: "top",
      dx: 3 * side,
      dy: -14,
      textAnchor: side === 0 ? "middle" : side < 0 ? "end" : "start",
      fill: ink.muted,
    });
  });
}

function domainOf(rows: readonly WhiskerRow[], rules: readonly Rule[]): [number, number] {
  const values = [
    ...rows.flatMap(({ estimate }) => [estimate.low, estimate.mean, estimate.high]),
    ...rules.map(({ at }) => at),
  ];
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = (high - low) * 0.05 || 0.05;
  return [low - room, high + room];
}

/** Room for the longest name, in the page's size of text. */
function labelWidth(rows: readonly WhiskerRow[]): number {
  return 14 + 7.6 * Math.min(22, Math.max(6, ...rows.map(({ name }) => [...name].length)));
}
