/** Loads Voyage's SDK, which takes some 70 ms, when it is first needed. */
export function loadSdk(): Promise<typeof import("voyageai")> {
  return import("voyageai");
}
