import { expect, it } from "vitest";
import { parseSoakArguments, soakHelp } from "./arguments.ts";

it("runs everything by default", () => {
  expect(parseSoakArguments([])).toEqual({ only: [], calls: 100_000, seed: 1 });
});

it("takes scenarios in either case, and numbers", () => {
  expect(parseSoakArguments(["--only", "f3", "--only", "F12", "--calls", "500", "--seed", "7"])).toEqual({
    only: ["F3", "F12"],
    calls: 500,
    seed: 7,
  });
});

it("refuses what it does not know", () => {
  expect(() => parseSoakArguments(["--calls", "many"])).toThrow('--calls must be a positive integer, is "many"');
  expect(() => parseSoakArguments(["--fast"])).toThrow("--fast");
  expect(() => parseSoakArguments(["F3"])).toThrow("F3");
});

it("names every option in its help", () => {
  expect(parseSoakArguments(["--help"])).toBeUndefined();
  for (const option of ["--only", "--calls", "--seed", "--help"]) expect(soakHelp).toContain(option);
});
