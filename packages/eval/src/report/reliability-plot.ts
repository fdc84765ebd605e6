import { axisX, axisY, dot, gridX, gridY, line, link } from "@observablehq/plot";
import type { ReliabilityBin, ReliabilityResult } from "../results.ts";
import { draw, ink } from "./draw.ts";
import { formatCount, formatShare } from "./format.ts";
import type { Html } from "./html.ts";

/** What was predicted against what was so, a mark a bin, as large as the bin is full. On the diagonal, scores say what they mean. */
export function reliabilityPlot({ system, bins }: ReliabilityResult): Html {
  const filled = bins.filter(({ count }) => count > 0);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const tickFormat = (share: number): string => `${share * 100} %`;
  return draw(`Reliability diagram of ${system}`, {
    width: 340,
    height: 320,
    marginLeft: 52,
    marginRight: 26,
    marginTop: 26,
    marginBottom: 40,
    x: { domain: [0, 1], label: null },
    y: { domain: [0, 1], label: null },
    r: { range: [3, 12] },
    marks: [
      gridX({ ticks, stroke: ink.line, strokeOpacity: 1 }),
      gridY({ ticks, stroke: ink.line, strokeOpacity: 1 }),
      axisX({ ticks, tickSize: 0, tickFormat, fill: ink.muted, label: "predicted →", labelAnchor: "right" }),
      axisY({ ticks, tickSize: 0, tickFormat, fill: ink.muted, label: "↑ were relevant" }),
      link([0], { x1: 0, y1: 0, x2: 1, y2: 1, stroke: ink.muted, strokeDasharray: "5,4" }),
      line(filled, { x: "predicted", y: "observed", stroke: ink.better, strokeWidth: 1.5 }),
      dot(filled, {
        x: "predicted",
        y: "observed",
        r: "count",
        fill: ink.better,
        stroke: "var(--page)",
        title: titleOf,
      }),
    ],
  });
}

function titleOf({ predicted, observed, count }: ReliabilityBin): string {
  return `predicted ${formatShare(predicted)}, relevant ${formatShare(observed)}, of ${formatCount(count)}`;
}
