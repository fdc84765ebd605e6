import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { calibration, maps } from "./__fixtures__/calibrations.ts";
import { calibrationFaults, parseCalibration } from "./calibration-faults.ts";

const isotonic = (parameters: unknown) => calibration({ method: "isotonic", parameters });

const wrong: readonly (readonly [input: unknown, path: string, message: string])[] = [
  [undefined, "", "must be an object, is missing"],
  [[], "", "must be an object, is a list"],
  [calibration({ version: 2 }), "version", "must be 1, the only version that there is, is 2"],
  [calibration({ rerankerId: " " }), "rerankerId", "must be a text that is not blank, is a string"],
  [calibration({ revision: 5 }), "revision", "must be a text that is not blank, is 5"],
  [
    calibration({ scoreScale: "rank" }),
    "scoreScale",
    'must be one of "probability", "logit", "similarity", "unknown", is a string',
  ],
  [calibration({ method: "plat" }), "method", 'must be one of "platt", "isotonic", "temperature", is a string'],
  [calibration({ method: "toString" }), "method", "must be one of"],
  [calibration({ parameters: undefined }), "parameters", "must be an object, is missing"],
  [calibration({ parameters: { slope: 0, intercept: 0 } }), "parameters.slope", "must be a number above 0, is 0"],
  [calibration({ parameters: { slope: -1, intercept: 0 } }), "parameters.slope", "must be a number above 0, is -1"],
  [calibration({ parameters: { slope: 1 } }), "parameters.intercept", "must be a finite number, is missing"],
  [
    calibration({ parameters: { slope: 1, intercept: 0, a: 1 } }),
    "parameters.a",
    "is no field of a calibration; known: slope, intercept",
  ],
  [
    calibration({ method: "temperature", parameters: { temperature: Number.NaN } }),
    "parameters.temperature",
    "must be a number above 0, is NaN",
  ],
  [
    calibration({ scoreScale: "similarity", method: "temperature", parameters: { temperature: 1 } }),
    "method",
    'can be "temperature" only where scoreScale is "logit" or "probability"',
  ],
  [isotonic({ scores: [], probabilities: [] }), "parameters.scores", "must have at least one number"],
  [isotonic({ scores: [1, 1], probabilities: [0.1, 0.2] }), "parameters.scores", "must ascend, without a number twice"],
  [
    isotonic({ scores: [1, "2"], probabilities: [0.1, 0.2] }),
    "parameters.scores",
    "must be a list of finite numbers, is a list",
  ],
  [
    isotonic({ scores: [1, 2], probabilities: [0.1] }),
    "parameters.probabilities",
    "must be 2, one for each score, is 1",
  ],
  [isotonic({ scores: [1, 2], probabilities: [0.2, 0.1] }), "parameters.probabilities", "must ascend"],
  [isotonic({ scores: [1, 2], probabilities: [0, 0.1] }), "parameters.probabilities", "must lie between 0 and 1"],
  [
    calibration({ counts: { queries: 1.5, pairs: 1, relevant: 1 } }),
    "counts.queries",
    "must be a whole number of at least 0, is 1.5",
  ],
  [calibration({ figures: {} }), "figures.auc", "must be an object, is missing"],
  [calibration({ dataset: undefined }), "dataset", "must be a text that is not blank, is missing"],
  [calibration({ unjudged: true }), "unjudged", 'must be one of "skip", "not-relevant", is true'],
  [calibration({ forced: false }), "forced", "must be true, or left out, is false"],
  [calibration({ madeAt: "yesterday" }), "madeAt", "must be a time in ISO 8601, is a string"],
  [calibration({ slope: 1 }), "slope", "is no field of a calibration; known: version, rerankerId"],
  [JSON.parse('{"__proto__": {}}'), "__proto__", "is no field of a calibration"],
];

describe("what is no artefact is refused by field", () => {
  it.each(wrong)("%j: %s", (input, path, message) => {
    expect(calibrationFaults(input)).toContainEqual({ path, message: expect.stringContaining(message) });
  });

  it("all faults are told, in the order of the fields", () => {
    const faults = calibrationFaults(calibration({ version: 0, dataset: 5, extra: 1 }));
    expect(faults.map(({ path }) => path)).toEqual(["version", "dataset", "extra"]);
  });

  it("the error names the first, and how many more there are", () => {
    expect(() => parseCalibration(calibration({ version: 0, dataset: 5 }))).toThrow(
      expect.objectContaining({
        code: "misconfigured",
        message: "the calibration's version must be 1, the only version that there is, is 0 (and 1 more faults)",
      }),
    );
    expect(() => parseCalibration("x")).toThrow("the calibration must be an object, is a string");
  });

  it("texts are never repeated: they may be keys in the wrong place", () => {
    const secret = "sk-123456";
    const input = { ...calibration({ version: secret, scoreScale: secret, method: secret, madeAt: secret }) };
    expect(JSON.stringify(calibrationFaults(input))).not.toContain(secret);
  });

  it("whatever comes, it never throws", () => {
    const field = fc.constantFrom(...Object.keys(calibration()));
    fc.assert(
      fc.property(fc.dictionary(field, fc.anything()), (given) => {
        expect(Array.isArray(calibrationFaults(calibration(given)))).toBe(true);
      }),
    );
  });
});

describe("what is one is taken", () => {
  it.each(maps)("$method on $scoreScale", (map) => {
    const artefact = calibration(map as never);
    expect(parseCalibration(JSON.parse(JSON.stringify(artefact)))).toEqual(artefact);
  });

  it("without a revision, and forced", () => {
    expect(calibrationFaults(calibration({ revision: undefined, forced: true }))).toEqual([]);
  });
});
