import { type PlotOptions, plot } from "@observablehq/plot";
import { parseHTML } from "linkedom";
import { type Html, html, trusted } from "./html.ts";

/** Colours of plots: the page's variables, so that one drawing serves light, dark and paper. */
export const ink = {
  text: "var(--ink)",
  muted: "var(--muted)",
  line: "var(--line)",
  better: "var(--better)",
  worse: "var(--worse)",
  open: "var(--muted)",
} as const;

/** The little that is used of an element of linkedom's document; its own types want those of a browser. */
interface Drawn {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
  removeAttribute(name: string): void;
  getAttributeNames(): string[];
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Drawn>;
  remove(): void;
}

/**
 * Draws a plot as SVG that needs no script.
 *
 * @param label what the plot is, for those who do not see it. Without one the plot is a group of links, named by its figure.
 */
export function draw(label: string, options: PlotOptions, role: "img" | "group" = "img"): Html {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const svg = plot({ ...options, document }) as unknown as Drawn;
  // The style sheet's own rules stand in for these; the page's policy would block them.
  for (const style of svg.querySelectorAll("style")) style.remove();
  for (const element of svg.querySelectorAll("*")) tidy(element);
  // Hundreds of stops would bar the way for those who walk by keyboard; the table and the browser below link to the same.
  for (const link of svg.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  for (const name of ["class", "style", "font-family", "font-size"]) svg.removeAttribute(name);
  svg.setAttribute("role", role);
  svg.setAttribute("aria-label", label);
  return trusted(svg.outerHTML);
}

/** A drawing with its title above and what else belongs to it below. */
export function figure(title: Html | string, drawing: Html, below?: Html, kind = ""): Html {
  return html`<figure class="plot ${kind}"><figcaption>${title}</figcaption>
${drawing}${below}</figure>`;
}

/** Hundreds of marks count: coordinates to a hundredth of a pixel, and none of the names that Plot gives its groups. */
function tidy(element: Drawn): void {
  for (const name of element.getAttributeNames()) {
    if (name === "aria-label" || name === "aria-hidden" || name === "class") element.removeAttribute(name);
    else if (geometry.has(name)) element.setAttribute(name, rounded(element.getAttribute(name) ?? ""));
  }
}

const geometry = new Set(["d", "transform", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height"]);

function rounded(numbers: string): string {
  return numbers.replaceAll(/-?\d+\.\d{3,}(?:e-?\d+)?/g, (number) => String(Math.round(Number(number) * 100) / 100));
}
