import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { OverheadCase } from "../overhead/cases.ts";

/** The AI SDK has a lockfile of its own, so that nobody installs it who does not measure. */
const script = new URL("../../http-overhead/ai-sdk.js", import.meta.url);

/** The AI SDK's `rerank` with its Cohere provider; undefined where it is not installed. */
export async function loadAiSdk(baseUrl: string, apiKey: string): Promise<OverheadCase["call"] | undefined> {
  if (!existsSync(fileURLToPath(new URL("node_modules", script)))) return undefined;
  const { createCall } = await import(script.href);
  return createCall(baseUrl, apiKey);
}
