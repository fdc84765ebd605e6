import { afterEach, beforeEach, expect, it } from "vitest";
import { recordingTerminal } from "../testing/recording-terminal.ts";
import { type TemporaryFolder, temporaryFolder } from "../testing/temporary-files.ts";
import { runWitness } from "./command.ts";

let folder: TemporaryFolder;

beforeEach(() => {
  folder = temporaryFolder();
});

afterEach(() => folder.remove());

const expected = JSON.stringify({ reference: { torch: "2.15.0" }, groups: [] });

it("explains itself", async () => {
  const terminal = recordingTerminal();
  expect(await runWitness(["--help"], terminal)).toBe(0);
  expect(terminal.printed.join()).toContain("Usage: npm run witness");
});

it("says what is wrong with its arguments, and what is missing", async () => {
  const terminal = recordingTerminal();
  expect(await runWitness([], terminal)).toBe(2);
  expect(await runWitness(["--models", folder.path], terminal)).toBe(2);
  expect(terminal.complaints[0]).toContain("--models DIR is missing");
  expect(terminal.complaints[1]).toContain("has no expected.json");
});

it("skips what it was not given, and does not call that a success", async () => {
  const terminal = recordingTerminal();
  folder.write("expected.json", expected);
  expect(await runWitness(["--models", folder.path], terminal)).toBe(2);
  const report = terminal.printed.join();
  expect(report).toContain("| TEI | – | all | skipped | --tei FILE was not given |");
  expect(report).toContain("| Infinity | – | all | skipped | --python FILE was not given |");
  expect(report).toContain("| llama.cpp | – | all | skipped | --python FILE was not given |");
  expect(report).toContain("0 passed, 0 failed, 3 skipped.");
  expect(report).toContain("- Reference: torch 2.15.0");
});

it("skips what does not run", async () => {
  const terminal = recordingTerminal();
  folder.write("expected.json", expected);
  const missing = `${folder.path}/nothing`;
  expect(await runWitness(["--models", folder.path, "--tei", missing, "--python", missing], terminal)).toBe(2);
  expect(terminal.printed.join()).toContain(`${missing} does not run`);
  expect(terminal.printed.join()).toContain(`${missing} has no infinity-emb`);
  expect(terminal.printed.join()).toContain(`${missing} has no xllamacpp`);
});
