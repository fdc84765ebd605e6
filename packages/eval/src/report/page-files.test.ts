import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { pageScript, pageStyle, withoutModuleSyntax } from "./page-files.ts";

const folder = new URL("./page/", import.meta.url);
const sources = readdirSync(folder).filter((name) => /\.(js|css)$/.test(name));

it("every module and style sheet is in the page, whole", () => {
  const page = pageScript() + pageStyle();
  expect(sources.length).toBeGreaterThan(15);
  const textOf = (name: string): string => withoutModuleSyntax(readFileSync(new URL(name, folder), "utf8"));
  expect(sources.filter((name) => !page.includes(textOf(name)))).toEqual([]);
});

it("no top-level name is there twice, and nothing of module syntax is left", () => {
  const script = pageScript();
  const names = [...script.matchAll(/^(?:async )?(?:function|const|let) (\w+)/gm)].map(([, name]) => name);
  expect(names.length).toBeGreaterThan(25);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  expect(script).not.toMatch(/^(import|export)\b/m);
  expect(script).not.toMatch(/<\/script|<!--/i);
});

it("imports over several lines go too", () => {
  expect(
    withoutModuleSyntax('import {\n  a,\n  b,\n} from "./a.js";\nexport function c() {}\nconst exported = 1;\n'),
  ).toBe("function c() {}\nconst exported = 1;\n");
});
