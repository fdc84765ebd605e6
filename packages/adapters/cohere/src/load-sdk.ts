/** Loads Cohere's SDK, which takes some 150 ms and 30 MB, when it is first needed. */
export function loadSdk(): Promise<typeof import("cohere-ai")> {
  return import("cohere-ai");
}
