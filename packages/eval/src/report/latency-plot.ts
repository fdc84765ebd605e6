import { axisX, axisY, dot, gridX, gridY, link, ruleY, text } from "@observablehq/plot";
import type { EvaluationResults, SystemResult } from "../results.ts";
import { draw, ink } from "./draw.ts";
import { formatMeasure, formatMs, formatUsd, shorten } from "./format.ts";
import { type Html, html } from "./html.ts";

interface Point {
  /** Written in the mark and in the key: names would cover each other where systems are alike. */
  readonly number: number;
  readonly name: string;
  readonly usd: number | undefined;
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

const size = { width: 640, height: 360 } as const;
const margins = { marginLeft: 58, marginRight: 24, marginTop: 26, marginBottom: 46 } as const;

/** Quality against latency, a numbered mark a system, with the prices in the key. Undefined where nothing was timed. */
export function latencyPlot(results: EvaluationResults): { readonly drawing: Html; readonly key: Html } | undefined {
  const [measure = ""] = results.measures;
  const points = pointsOf(results.systems, measure);
  if (points.length === 0) return undefined;
  const baseline = results.systems.find(({ name }) => name === results.baseline)?.measures[measure]?.mean;
  const rules = [
    ...(baseline === undefined ? [] : [{ at: baseline, name: results.baseline, dash: "" }]),
    ...(results.ceiling[measure] === undefined ? [] : [{ at: results.ceiling[measure], name: "ceiling", dash: "5,4" }]),
  ];
  const x = latencyScale(points);
  const y = qualityDomain([...points.flatMap(({ low, high }) => [low, high]), ...rules.map(({ at }) => at)]);
  const drawing = draw(`${measure} against latency, one mark a system`, {
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
        label: "latency →",
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
      dot(points, { x: "p50", y: "mean", r: 11, fill: ink.better, stroke: "var(--page)", title: titleOf }),
      text(points, {
        x: "p50",
        y: "mean",
        text: "number",
        fill: "var(--page)",
        fontWeight: 600,
        pointerEvents: "none",
      }),
    ],
  });
  return { drawing, key: keyOf(points) };
}

function pointsOf(systems: readonly SystemResult[], measure: string): readonly Point[] {
  return systems
    .flatMap(({ name, measures, latency, cost }) => {
      const estimate = measures[measure];
      if (estimate === undefined || latency === undefined) return [];
      // A logarithm has no place for 0, which is what a clock of coarse resolution shows.
      const [p50, p95] = [Math.max(latency.p50Ms, 0.01), Math.max(latency.p95Ms, 0.01)];
      return [{ name, usd: cost?.usdPerThousandQueries, p50, p95, ...estimate }];
    })
    .map((point, at) => ({ ...point, number: at + 1 }));
}

function keyOf(points: readonly Point[]): Html {
  return html`<ul class="key">${points.map(
    ({ number, name, mean, p50, usd }) => html`<li><span class="mark">${number}</span>
<div><b>${name}</b><small>${formatMeasure(mean)} · ${formatMs(p50)}${usd === undefined ? "" : ` · ${formatUsd(usd)} per 1,000`}</small></div></li>\n`,
  )}</ul>`;
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

function titleOf({ name, mean, p50, p95 }: Point): string {
  return `${name}: ${formatMeasure(mean)}, ${formatMs(p50)} at the median, ${formatMs(p95)} at the 95th percentile`;
}
