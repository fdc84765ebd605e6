import { resolve } from "node:path";
import { expect, it } from "vitest";
import { parseWitnessArguments, witnessHelp } from "./arguments.ts";

it("reads paths relative to where the user is, and a bare command as it is", () => {
  const asked = parseWitnessArguments(["--models", "m", "--tei", "bin/tei", "--python", "python3"]);
  const here = process.env.INIT_CWD ?? ".";
  expect(asked).toEqual({ models: resolve(here, "m"), tei: resolve(here, "bin/tei"), python: "python3" });
  expect(parseWitnessArguments(["--models", "m", "--python", "venv/python"])?.python).toBe(
    resolve(here, "venv/python"),
  );
});

it("wants the models, and knows no other option", () => {
  expect(() => parseWitnessArguments([])).toThrow("--models DIR is missing");
  expect(() => parseWitnessArguments(["--vllm", "x"])).toThrow("--vllm");
});

it("names every option in its help", () => {
  expect(parseWitnessArguments(["--help"])).toBeUndefined();
  for (const option of ["--models", "--tei", "--python", "--help"]) expect(witnessHelp).toContain(option);
});
