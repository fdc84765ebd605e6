import { expect, it } from "vitest";
import { html, trusted } from "./html.ts";

it("what is put in is escaped, in text and in attributes", () => {
  const hostile = `</p><img src=x onerror="alert('&')">`;
  const escaped = "&lt;/p&gt;&lt;img src=x onerror=&quot;alert(&#39;&amp;&#39;)&quot;&gt;";
  expect(html`<p title="${hostile}">${hostile}</p>`.markup).toBe(`<p title="${escaped}">${escaped}</p>`);
});

it("markup stays as it is, lists are joined, nothing is nothing", () => {
  const items = ["<", "b"].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${items}${undefined}${trusted("<!-- ok -->")}${3}</ul>`.markup).toBe(
    "<ul><li>&lt;</li><li>b</li><!-- ok -->3</ul>",
  );
});
