// @ts-check
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../set-up.js";

const introduction = `# What tests notice

Every small change that Stryker knows to make to the critical modules, one at a time, and what their tests made of it. Ignored are
changes that no test can notice; \`scripts/mutate/ignored.json\` has the reason for each. A change is timed out where
the tests no longer ended, which is noticing it. Score: noticed among those that are not ignored. To reach: 100 % of each.`;

/**
 * Writes \`bench/results/mutate.md\`.
 *
 * @param {string} table
 * @param {string} provenance
 */
export function writePage(table, provenance) {
  const page = [introduction, table, `${provenance}\n- Commit: ${commit()}`].join("\n\n");
  writeFileSync(join(root, "bench/results/mutate.md"), `${page}\n`);
}

function commit() {
  const { stdout } = spawnSync("git", ["describe", "--always", "--dirty", "--exclude=*"], {
    cwd: root,
    encoding: "utf8",
  });
  return stdout?.trim() || "unknown";
}
