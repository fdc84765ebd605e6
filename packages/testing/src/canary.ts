/** Strings that must turn up nowhere: whoever finds one in a log, a message or a report has found a leak. */
export interface Canary {
  /** An API key: visible ASCII, as headers take it. */
  readonly key: string;
  readonly query: string;
  readonly document: string;
}

/** The strings that this package's tests send, and its reporter looks for. */
export const canary: Canary = {
  key: "sk-canary-5e1f0c9a7b3d",
  query: "canaryquery8c2e does the yellow bird sing",
  document: "canarydocument41fb the yellow bird sings in the mine",
};

/** Enough of each to know it by, also where it was cut or encoded for a URL. */
const marks: Readonly<Record<keyof Canary, string>> = {
  key: "5e1f0c9a7b3d",
  query: "canaryquery8c2e",
  document: "canarydocument41fb",
};

/** Which of the canary's strings a text holds: "key", "query", "document". */
export function canariesIn(text: string): readonly string[] {
  return Object.entries(marks).flatMap(([name, mark]) => (text.includes(mark) ? [name] : []));
}
