import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";

afterEach(() => {
  vi.doUnmock("@secondpass/mini");
  vi.resetModules();
});

it("is the bundled one's folder", async () => {
  const { defaultModel } = await import("./default-model.ts");
  expect(existsSync(join(await defaultModel(), "config.json"))).toBe(true);
});

it("says what to install where there is none", async () => {
  vi.doMock("@secondpass/mini", () => {
    throw new Error("Cannot find package");
  });
  const { defaultModel } = await import("./default-model.ts");
  await expect(defaultModel()).rejects.toMatchObject({
    code: "misconfigured",
    message: expect.stringContaining("npm install @secondpass/mini, or pass { model:"),
  });
});
