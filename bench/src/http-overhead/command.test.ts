import { expect, it } from "vitest";
import { recordingTerminal } from "../testing/recording-terminal.ts";
import { runHttpOverhead } from "./command.ts";

it.each([
  [["--rounds", "0"], /--rounds must be a positive integer, is "0"/],
  [["--time", "1s"], /--time must be a positive integer, is "1s"/],
  [["--fast"], /--fast/],
])("refuses %j with 2 and how it is used", async (args, message) => {
  const terminal = recordingTerminal();
  expect(await runHttpOverhead(args, terminal)).toBe(2);
  expect(terminal.complaints.join()).toMatch(message);
  expect(terminal.complaints.join()).toContain("Usage:");
});

it("explains itself", async () => {
  const terminal = recordingTerminal();
  expect(await runHttpOverhead(["--help"], terminal)).toBe(0);
  expect(terminal.printed.join()).toContain("Usage:");
});
