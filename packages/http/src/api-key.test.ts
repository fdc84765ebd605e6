import { afterEach, describe, expect, it, vi } from "vitest";
import { type ApiKey, resolveApiKey } from "./api-key.ts";

const variables = ["SECONDPASS_TEST_KEY", "SECONDPASS_TEST_KEY_2"];
const resolve = (apiKey?: ApiKey, required = true) => resolveApiKey({ provider: "x", apiKey, variables, required });

afterEach(() => vi.unstubAllEnvs());

describe("a key comes", () => {
  it("from code, without the blanks around it", async () => {
    vi.stubEnv("SECONDPASS_TEST_KEY", "env");
    expect(await resolve(" key\n")).toBe("key");
    expect(await resolve(() => "key")).toBe("key");
    expect(await resolve(async () => "key")).toBe("key");
  });

  it("from the first variable that is set", async () => {
    vi.stubEnv("SECONDPASS_TEST_KEY", "  ");
    vi.stubEnv("SECONDPASS_TEST_KEY_2", "second");
    expect(await resolve()).toBe("second");
    vi.stubEnv("SECONDPASS_TEST_KEY", "first");
    expect(await resolve()).toBe("first");
  });

  it("from nowhere, where none is needed", async () => {
    expect(await resolve(undefined, false)).toBeUndefined();
    expect(await resolve("", false)).toBeUndefined();
  });

  it("anew for each request", async () => {
    let calls = 0;
    const rotating = () => `key${calls++}`;
    expect([await resolve(rotating), await resolve(rotating)]).toEqual(["key0", "key1"]);
  });
});

describe("a key is refused", () => {
  it("where it is missing, with the variables to set", async () => {
    await expect(resolve()).rejects.toMatchObject({
      code: "auth",
      message: "x: no API key; set SECONDPASS_TEST_KEY or SECONDPASS_TEST_KEY_2, or pass apiKey",
    });
  });

  it.each([
    ["a line break", "hunter\n2", 7],
    ["a zero-width space", "hunter\u200b2", 7],
    ["a blank", "hun ter2", 4],
    ["a letter beyond ASCII", "hünter2", 2],
  ])("for %s in it, without repeating it", async (_what, key, place) => {
    const error = await resolve(key).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "auth", message: expect.stringContaining(`at place ${place} `) });
    expect(error.message).not.toContain("hun");
    vi.stubEnv("SECONDPASS_TEST_KEY", key);
    await expect(resolve()).rejects.toThrow("in SECONDPASS_TEST_KEY has a character");
  });

  it.each([
    ["throws", () => Promise.reject(new Error("hunter2"))],
    [
      "throws at once",
      () => {
        throw new Error("hunter2");
      },
    ],
    ["gives no text", () => 5 as unknown as string],
  ])("where the function %s", async (_what, apiKey) => {
    const error = await resolve(apiKey).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: "auth", message: "x: the apiKey function failed or gave no text" });
    expect(error.cause).toBeUndefined();
  });
});
