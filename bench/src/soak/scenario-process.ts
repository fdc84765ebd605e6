// A process of its own for each scenario, so that what one leaves behind is seen, and is not the next one's. It is sent what to
// play, and ends by itself when it is over: what would keep it alive is a finding.
import { createJudge, type Finding } from "./finding.ts";
import { findProblems } from "./invariants.ts";
import type { ScenarioOrder } from "./play.ts";
import { scenarios } from "./scenarios.ts";
import { openStage } from "./stage.ts";
import { watchProcess } from "./watch.ts";

const watch = watchProcess();
process.once("message", async ({ id, calls, seed }: ScenarioOrder) => {
  const findings: Finding[] = [];
  const judge = createJudge(id, findings);
  const progress = (text: string): void => void process.send?.({ progress: text });
  const open = openStage({ judge, seed, calls, progress });
  try {
    await scenarios.find((scenario) => scenario.id === id)?.run(open.stage);
  } catch (error) {
    judge.holds(
      "it was played to its end",
      false,
      error instanceof Error ? String(error.stack) : String(error),
      "it is",
    );
  }
  const found = await findProblems(open, watch);
  const { user, system } = process.cpuUsage();
  process.send?.({ findings, ...found, cpuMs: found.cpuMs + (user + system) / 1000 }, () => process.disconnect());
});
