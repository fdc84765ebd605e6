import { axisX, axisY, barX, gridX, text } from "@observablehq/plot";
import type { ContextEffect } from "../results.ts";
import { draw, ink } from "./draw.ts";
import { formatShare, shorten } from "./format.ts";
import type { Html } from "./html.ts";

/** One share of the context effect as bars from nothing to all, one a system. */
export function contextPlot(
  label: string,
  effects: readonly ContextEffect[],
  share: "hitRate" | "recall" | "relevantShare",
): Html {
  const longest = Math.min(22, Math.max(6, ...effects.map(({ system }) => [...system].length)));
  return draw(label, {
    width: 350,
    height: effects.length * 28 + 34,
    marginLeft: 14 + 7.6 * longest,
    marginRight: 60,
    marginTop: 6,
    marginBottom: 28,
    x: { domain: [0, 1], label: null },
    y: { domain: effects.map(({ system }) => system), label: null, padding: 0.45 },
    marks: [
      gridX({ ticks: [0, 0.5, 1], stroke: ink.line, strokeOpacity: 1 }),
      barX(effects, {
        y: "system",
        x: share,
        fill: ink.better,
        rx: 2,
        title: (effect: ContextEffect) => `${effect.system}: ${formatShare(effect[share])}`,
      }),
      axisX({
        ticks: [0, 0.5, 1],
        tickSize: 0,
        tickFormat: (value: number) => `${value * 100} %`,
        fill: ink.muted,
        label: null,
      }),
      axisY({ tickSize: 0, tickFormat: (name: string) => shorten(name, 22), fill: ink.text }),
      text(effects, {
        y: "system",
        text: (effect: ContextEffect) => formatShare(effect[share]),
        frameAnchor: "right",
        dx: 10,
        textAnchor: "start",
        fill: ink.text,
        fontVariant: "tabular-nums",
      }),
    ],
  });
}
