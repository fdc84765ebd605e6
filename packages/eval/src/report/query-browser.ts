import type { EvaluationResults } from "../results.ts";
import { type Html, html } from "./html.ts";

/**
 * The frame of the browser through queries, which the page's script fills and shows. Without script it stays hidden, and the
 * table of all queries is there.
 *
 * @param compared the systems that can be chosen, the one shown first first; none where there is only the baseline.
 */
export function queryBrowser({ measures, baseline }: EvaluationResults, compared: readonly string[]): Html {
  return html`<div id="browser" hidden>
<h3>${compared.length > 0 ? `Orders side by side, against ${baseline}` : `The order of ${baseline}`}</h3>
<form class="controls" role="search" aria-label="Queries">
${select("system", "System", compared)}
${select("measure", "Measure", measures)}
${compared.length > 0 ? filters() : undefined}
${compared.length > 0 ? sorting() : undefined}
<label class="search">Search <input type="search" id="search" placeholder="words or id" autocomplete="off" spellcheck="false"></label>
</form>
<p class="note keys"><kbd>j</kbd> <kbd>k</kbd> or arrows: next, previous query · <kbd>Enter</kbd>: read it · <kbd>Esc</kbd>: back to the list · <kbd>/</kbd>: search</p>
<p class="count" id="count" role="status" aria-live="polite"></p>
<div class="panes">
<ul id="query-list" role="listbox" tabindex="0" aria-label="Queries"></ul>
<article id="query-detail" tabindex="-1" aria-labelledby="query-title"></article>
</div>
</div>
<noscript><p class="note">With scripts allowed, this page shows the orders of each query side by side here.</p></noscript>`;
}

function select(id: string, label: string, names: readonly string[]): Html {
  const single = names.length < 2;
  return html`<label${single ? html` hidden` : undefined}>${label} <select id="${id}">${names.map(
    (name) => html`<option value="${name}">${name}</option>`,
  )}</select></label>`;
}

function filters(): Html {
  const kinds = [
    ["all", "All"],
    ["better", "▲ Better"],
    ["worse", "▼ Worse"],
    ["same", "= Same"],
  ] as const;
  return html`<fieldset class="filter"><legend>Show</legend>${kinds.map(
    ([kind, label], at) =>
      html`<label><input type="radio" name="filter" value="${kind}"${at === 0 ? html` checked` : undefined}><span>${label} <b id="count-${kind}"></b></span></label>`,
  )}</fieldset>`;
}

function sorting(): Html {
  return html`<label>Sort by <select id="sort"><option value="gain">greatest gain</option><option value="loss">greatest loss</option><option value="change">greatest change</option><option value="given">order given</option></select></label>`;
}
