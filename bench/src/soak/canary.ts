/** What must turn up nowhere: not in a log, an event, an error, a warning or any output. Every request carries all of it. */
export const canary = {
  key: "sk-soakcanary-77d1a2",
  query: "soakcanary31ee why does the breaker trip",
  document: "soakcanary9b04 a breaker trips when the load is too high",
} as const;

const marks = { key: "soakcanary-77d1", query: "soakcanary31ee", document: "soakcanary9b04" } as const;

/** Which of them a text holds: "key", "query", "document". */
export function canariesIn(text: string): readonly string[] {
  return Object.entries(marks).flatMap(([name, mark]) => (text.includes(mark) ? [name] : []));
}
