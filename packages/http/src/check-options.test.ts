import { expect, it } from "vitest";
import { checkCallOptions, checkOptions, optionRules } from "./check-options.ts";

interface Options {
  readonly model?: string;
  readonly size?: number;
  readonly apiKey?: string;
}
const rules = {
  model: optionRules.text,
  size: optionRules.count,
  apiKey: { ...optionRules.apiKey, inCodeOnly: "set X_API_KEY" },
};
const check = (given: unknown, plain = false) => checkOptions<Options>(given, { provider: "x", rules, plain });

it("passes what is right on, undefined too", () => {
  const given = { model: "m", size: 3, apiKey: "k" };
  expect(check(given)).toBe(given);
  expect(check({ model: undefined })).toEqual({ model: undefined });
});

it.each([
  [null, false, "x: the options must be an object"],
  [[], false, "x: the options must be an object"],
  [{ modell: "m" }, false, "x: the option modell is unknown; known: model, size, apiKey"],
  [{ toString: 1 }, false, "x: the option toString is unknown; known: model, size, apiKey"],
  [{ size: 0 }, false, "x: the option size must be a whole number from 1 up, is 0"],
  [{ size: "hunter2" }, false, "x: the option size must be a whole number from 1 up"],
  [{ model: " " }, false, "x: the option model must be a text that is not empty"],
  [{ apiKey: "hunter2" }, true, "x: the option apiKey cannot stand in configuration: set X_API_KEY"],
])("%j", (given, plain, message) => {
  expect(() => check(given, plain)).toThrow(expect.objectContaining({ code: "misconfigured", message }));
});

const ofCall = (given: unknown) =>
  checkCallOptions<Options>({ providerOptions: { x: given as never } }, { provider: "x", rules });

it("takes what a call sets of its own", () => {
  expect(checkCallOptions({}, { provider: "x", rules })).toEqual({});
  expect(checkCallOptions({ providerOptions: { y: { size: 0 } } }, { provider: "x", rules })).toEqual({});
  expect(ofCall({ size: 3 })).toEqual({ size: 3 });
});

it.each([
  [null, "x: providerOptions.x must be an object"],
  [{ siez: 3 }, "x: providerOptions.x.siez is unknown; known: model, size, apiKey"],
  [{ size: 0 }, "x: providerOptions.x.size must be a whole number from 1 up, is 0"],
])("of a call: %j", (given, message) => {
  expect(() => ofCall(given)).toThrow(expect.objectContaining({ code: "bad_request", message }));
});
