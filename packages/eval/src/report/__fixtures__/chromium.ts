// Where the browser is that the tests drive: Debian's package, or the one that CHROMIUM names.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of a Chromium on this machine; undefined where there is none. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const onPath = (env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return [env.CHROMIUM ?? "", ...onPath].find((path) => path !== "" && existsSync(path));
}

/** Whether tests that need it must fail where it is missing: SECONDPASS_REQUIRE lists what must be there, with commas. */
export function isRequired(what: string, env: NodeJS.ProcessEnv = process.env): boolean {
  return (env.SECONDPASS_REQUIRE ?? "").split(/[\s,]+/).includes(what);
}
