/** A piece of markup in which everything from outside is escaped already. */
export interface Html {
  readonly markup: string;
}

/** What may stand in a template: markup as it is, text and numbers escaped, lists one after the other, nothing for undefined. */
export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/** Template tag for markup: whatever is put in is escaped unless it is markup itself, in text and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return { markup: strings.map((part, at) => part + (at < values.length ? markupOf(values[at]) : "")).join("") };
}

/** Takes a string for markup as it is. Only for what this package wrote itself, or has escaped. */
export function trusted(markup: string): Html {
  return { markup };
}

function markupOf(value: HtmlValue): string {
  if (value === undefined) return "";
  if (typeof value === "string" || typeof value === "number") return escapeHtml(String(value));
  if ("markup" in value) return value.markup;
  return value.map(markupOf).join("");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? "");
}
