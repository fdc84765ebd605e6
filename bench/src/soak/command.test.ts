import { expect, it } from "vitest";
import { recordingTerminal } from "../testing/recording-terminal.ts";
import { runSoak as run } from "./command.ts";
import { scenarios } from "./scenarios.ts";

const runSoak = (args: readonly string[], terminal: ReturnType<typeof recordingTerminal>): Promise<number> =>
  run(args, terminal, () => expect.fail("nothing was played that would be worth keeping"));

it("explains itself, and names every scenario", async () => {
  const terminal = recordingTerminal();
  expect(await runSoak(["--help"], terminal)).toBe(0);
  const help = terminal.printed.join();
  expect(help).toContain("Usage: npm run soak");
  for (const { id, about } of scenarios) expect(help).toMatch(new RegExp(`\\b${id} +${about.replace(/[.*+?]/g, ".")}`));
});

it.each([
  [["--only", "F99"], 'there is no scenario "F99"'],
  [["--calls", "0"], '--calls must be a positive integer, is "0"'],
  [["--fast"], "--fast"],
])("refuses %j with 2 and how it is used", async (args, message) => {
  const terminal = recordingTerminal();
  expect(await runSoak(args, terminal)).toBe(2);
  expect(terminal.complaints.join()).toContain(message);
  expect(terminal.complaints.join()).toContain("Usage:");
  expect(terminal.complaints.join()).toContain("F12");
});

it("has one scenario for each id", () => {
  expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
});
