import { type Html, html, trusted } from "./html.ts";

/**
 * Data for the page's script: a JSON block that nothing in the data can end or break. `<` is written as an escape, so neither
 * `</script>` nor `<!--` can stand in it, and so are the two line separators that are legal in JSON but not in old scripts.
 *
 * @param id the element's id; the script reads `JSON.parse(element.textContent)`.
 * Source: WHATWG HTML, "Restrictions for contents of script elements".
 */
export function embedJson(id: string, data: unknown): Html {
  const json = JSON.stringify(data).replaceAll(/[<\u2028\u2029]/g, (character) => {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
  return html`<script type="application/json" id="${id}">${trusted(json)}</script>`;
}
