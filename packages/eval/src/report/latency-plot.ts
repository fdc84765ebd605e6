import { axisX, axisY, dot, gridX, gridY, link, ruleY, text } from "@observablehq/plot";
import type { EvaluationResults, SystemResult } from "../results.ts";
import { draw, ink } from "./draw.ts";
import { formatMeasure, formatMs, formatUsd, shorten } from "./format.ts";
import type { Html } from "./html.ts";
import { placeLabels } from "./place-labels.ts";

interface Point {
  readonly name: string;
  readonly label: string;
  readonly p50: number;
  readonly p95: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

interface Scale {
  readonly type: "linear" | "log";
  readonly domain: [number, number];
}

const size = { width: 720, height: 380 } as const;
const margins = { marginLeft: 58, marginRight: 24, marginTop: 26, marginBottom: 44 } as const;

/** Quality against latency, with the price beside the name: up and to the left is better. Undefined where nothing was timed. */
export function latencyPlot(results: EvaluationResults): Html | undefined {
  const [measure = ""] = results.measures;
  const points = results.systems.flatMap((system) => pointsOf(system, measure));
  if (points.length === 0) return undefined;
  const baseline = results.systems.find(({ name }) => name === results.baseline)?.measures[measure]?.mean;
  const rules = [
    ...(baseline === undefined ? [] : [{ at: baseline, name: results.baseline, dash: "" }]),
    ...(results.ceiling[measure] === undefined ? [] : [{ at: results.ceiling[measure], name: "ceiling", dash: "5,4" }]),
  ];
  const x = latencyScale(points);
  const y = qualityDomain([...points.flatMap(({ low, high }) => [low, high]), ...rules.map(({ at }) => at)]);
  return draw(`${measure} against latency, one mark a system`, {
    ...size,
    ...margins,
    x: { ...x, label: null },
    y: { domain: y, label: null },
    marks: [
      gridX({ ticks: ticksOf(x), stroke: ink.line, strokeOpacity: 1 }),
      gridY({ ticks: 5, stroke: ink.line, strokeOpacity: 1 }),
      axisX({
        ticks: ticksOf(x),
        tickSize: 0,
        tickFormat: formatTick,
        fill: ink.muted,
        label: "median latency of a call, whisker to the 95th percentile →",
        labelAnchor: "right",
      }),
      axisY({ ticks: 5, tickSize: 0, fill: ink.muted, label: `↑ ${measure}` }),
      ...rules.map(({ at, dash }) => ruleY([at], { stroke: ink.muted, strokeDasharray: dash })),
      ...rules.map(({ at, name }) =>
        text([shorten(name, 30)], {
          y: [at],
          frameAnchor: "right",
          textAnchor: "end",
          lineAnchor: "bottom",
          dy: -4,
          fill: ink.muted,
        }),
      ),
      link(points, { x1: "p50", x2: "p50", y1: "low", y2: "high", stroke: ink.better, strokeWidth: 1.5 }),
      link(points, { x1: "p50", x2: "p95", y1: "mean", y2: "mean", stroke: ink.better, strokeWidth: 1.5 }),
      dot(points, { x: "p50", y: "mean", r: 5, fill: ink.better, title: titleOf }),
      ...labels(points, x, y),
    ],
  });
}

function pointsOf(system: SystemResult, measure: string): readonly Point[] {
  const estimate = system.measures[measure];
  if (estimate === undefined || system.latency === undefined) return [];
  const { p50Ms, p95Ms } = system.latency;
  const usd = system.cost?.usdPerThousandQueries;
  const label = shorten(system.name, 30) + (usd === undefined ? "" : ` · ${formatUsd(usd)}/1k`);
  // A logarithm has no place for nothing; what is faster than the clock shows at its resolution.
  return [{ name: system.name, label, p50: Math.max(p50Ms, 0.01), p95: Math.max(p95Ms, 0.01), ...estimate }];
}

/** Logarithmic where the slowest takes twenty times as long as the fastest. */
function latencyScale(points: readonly Point[]): Scale {
  const slowest = Math.max(...points.map(({ p95 }) => p95));
  const fastest = Math.min(...points.map(({ p50 }) => p50));
  if (slowest / fastest <= 20) return { type: "linear", domain: [0, slowest * 1.15] };
  return { type: "log", domain: [fastest / 1.6, slowest * 2.2] };
}

function ticksOf({ type, domain: [low, high] }: Scale): number | number[] {
  if (type === "linear") return 6;
  const from = Math.floor(Math.log10(low));
  const decades = Array.from({ length: Math.ceil(Math.log10(high)) - from + 1 }, (_, at) => 10 ** (from + at));
  const steps = decades.length > 4 ? [1] : [1, 2, 5];
  return decades.flatMap((decade) => steps.map((step) => step * decade)).filter((tick) => tick >= low && tick <= high);
}

function formatTick(ms: number): string {
  return ms >= 1000 ? `${Number((ms / 1000).toPrecision(3))} s` : `${Number(ms.toPrecision(3))} ms`;
}

function qualityDomain(values: readonly number[]): [number, number] {
  const finite = values.filter((value) => Number.isFinite(value));
  if (finite.length === 0) return [0, 1];
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const room = (high - low) * 0.08 || 0.05;
  return [low - room, high + room];
}

function titleOf({ label, mean, p50, p95 }: Point): string {
  return `${label}: ${formatMeasure(mean)}, ${formatMs(p50)} at the median, ${formatMs(p95)} at the 95th percentile`;
}

/** Names beside the marks, or before them near the right edge; where two would touch, one moves down. */
function labels(points: readonly Point[], x: Scale, [bottom, top]: [number, number]): ReturnType<typeof text>[] {
  const toX = x.type === "log" ? Math.log : (value: number) => value;
  const [left, right] = [toX(x.domain[0]), toX(x.domain[1])];
  const inner = size.width - margins.marginLeft - margins.marginRight;
  const wishes = points.map(({ label, p50, mean }) => {
    const width = [...label].length * 7 + 16;
    const at = margins.marginLeft + ((toX(p50) - left) / (right - left)) * inner;
    const before = at + width > size.width;
    const height = size.height - margins.marginTop - margins.marginBottom;
    return { x: before ? at - width : at, y: ((top - mean) / (top - bottom)) * height - 11, width, before };
  });
  const moves = placeLabels(wishes, 15);
  return points.map((point, at) => {
    const before = wishes[at]?.before === true;
    return text([point], {
      x: "p50",
      y: "mean",
      text: "label",
      dx: before ? -9 : 9,
      dy: -11 + (moves[at] ?? 0),
      textAnchor: before ? "end" : "start",
      fill: ink.text,
      fontWeight: 600,
      stroke: "var(--page)",
      strokeWidth: 4,
    });
  });
}
