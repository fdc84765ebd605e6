import { createHash } from "node:crypto";
import type { EvaluationResults } from "../results.ts";
import { context } from "./context.ts";
import { glossary } from "./glossary.ts";
import { type Html, html, trusted } from "./html.ts";
import { latencyAndCost } from "./latency-and-cost.ts";
import { pageScript, pageStyle } from "./page-files.ts";
import { quality } from "./quality.ts";
import { queries } from "./queries.ts";
import { reliability } from "./reliability.ts";
import { summary } from "./summary.ts";

/**
 * The report as one HTML file: no network, no other file, works from `file://` and on paper. Everything but the browser through
 * queries shows without script. All texts of the results are escaped, and a content security policy lets nothing run but the
 * report's own script.
 *
 * @returns the file's text, to be written as UTF-8. The same results give the same text.
 */
export function renderReport(results: EvaluationResults): string {
  const style = `\n${pageStyle()}`;
  const script = `\n${pageScript()}`;
  const title = `Does reranking help on ${results.dataset.name}?`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="@secondpass/eval">
<title>${title}</title>
<style>${trusted(style)}</style>
</head>
<body>
<a class="skip" href="#queries">Skip to the queries</a>
<header><p class="eyebrow">Secondpass evaluation · <time datetime="${results.madeAt}">${dateOf(results.madeAt)}</time></p>
<h1>${title}</h1></header>
<main>
${sections(results)}
</main>
<footer><p>Made by <code>@secondpass/eval</code> at ${results.madeAt}.</p></footer>
<script type="module">${trusted(script)}</script>
</body>
</html>
`.markup;
}

function sections(results: EvaluationResults): readonly (Html | undefined)[] {
  const found = [
    { id: "quality", name: "Quality", part: quality(results) },
    { id: "price", name: "Latency and cost", part: latencyAndCost(results) },
    { id: "context", name: "In a prompt", part: context(results) },
    { id: "reliability", name: "Probabilities", part: reliability(results) },
    { id: "queries", name: "Query by query", part: queries(results) },
    { id: "terms", name: "Words", part: glossary(results) },
  ].filter(({ part }) => part !== undefined);
  const links = found.map(({ id, name }) => html`<li><a href="#${id}">${name}</a></li>`);
  return [summary(results), html`<nav aria-label="Contents"><ul>${links}</ul></nav>`, ...found.map(({ part }) => part)];
}

/** Nothing is loaded, and only these two blocks count. Source: W3C, Content Security Policy Level 3. */
function policy(style: string, script: string): string {
  return `default-src 'none'; style-src '${hash(style)}'; script-src '${hash(script)}'; base-uri 'none'; form-action 'none'`;
}

function hash(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}

function dateOf(iso: string): string {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return iso;
  return date.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
}
