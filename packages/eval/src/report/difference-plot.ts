import { axisY, gridY, rectY, ruleY } from "@observablehq/plot";
import { draw, ink } from "./draw.ts";
import { formatDifference, shorten } from "./format.ts";
import type { Html } from "./html.ts";
import type { QueryDifference } from "./query-differences.ts";

/** How many bars a plot holds at most: more would be thinner than a pixel. */
export const mostBars = 400;

interface Bar extends QueryDifference {
  readonly start: number;
  readonly end: number;
}

/**
 * The differences of all queries, greatest gain first: bars up are gains, bars down losses. Each links to its query and names it.
 *
 * @param differences sorted, at most `mostBars` of them; `shownDifferences` picks them.
 * @param range what the plot shows, the same for all systems, so that their plots can be compared; `differenceRange` finds it.
 */
export function differencePlot(
  system: string,
  measure: string,
  differences: readonly QueryDifference[],
  [lowest, highest]: readonly [number, number],
): Html {
  const bars = differences.map((one, at): Bar => ({ ...one, start: at, end: at + 1 }));
  const gap = bars.length > 150 ? 0 : 0.4;
  const x = { x1: "start", x2: "end" };
  return draw(
    `Differences of ${system} on ${measure}, a bar a query, greatest gain first`,
    {
      width: 720,
      height: 220,
      marginLeft: 62,
      marginRight: 4,
      marginTop: 8,
      marginBottom: 8,
      x: { axis: null, domain: [0, Math.max(40, bars.length)] },
      y: { domain: [lowest, highest], label: null },
      marks: [
        gridY({ ticks: 5, stroke: ink.line, strokeOpacity: 1 }),
        axisY({ ticks: 5, tickSize: 0, tickFormat: formatTick, fill: ink.muted, label: null }),
        rectY(
          bars.filter(({ difference }) => difference > 0),
          { ...x, y: "difference", insetRight: gap, fill: ink.better },
        ),
        rectY(
          bars.filter(({ difference }) => difference < 0),
          { ...x, y: "difference", insetRight: gap, fill: ink.worse },
        ),
        ruleY([0], { stroke: ink.muted }),
        // As high as the plot, so that thin and short bars can be hit too.
        rectY(bars, { ...x, y1: lowest, y2: highest, fill: "transparent", href: hrefOf, title: titleOf }),
      ],
    },
    "group",
  );
}

function formatTick(value: number): string {
  return formatDifference(value).replace(/0{1,3}$/, "");
}

function hrefOf({ number }: QueryDifference): string {
  return `#query-${number}`;
}

function titleOf({ id, text, difference }: QueryDifference): string {
  return `${formatDifference(difference)}  ${shorten(text, 100)} (${shorten(id, 40)})`;
}
