import { expect, it } from "vitest";
import { embedJson } from "./embed-json.ts";

const hostile = ["</script><script>alert(1)</script>", "<!-- <script>", "\u2028\u2029", "\ud800", "</SCRIPT >", "]]>"];

it("nothing in the data ends the block or starts a comment, and it reads back the same", () => {
  const { markup } = embedJson("results", hostile);
  const [, inner = ""] = /^<script type="application\/json" id="results">(.*)<\/script>$/s.exec(markup) ?? [];
  expect(inner).not.toMatch(/[<\u2028\u2029\ud800]/);
  expect(JSON.parse(inner)).toEqual(hostile);
});
