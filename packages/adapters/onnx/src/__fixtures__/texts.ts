const words = ["river", "bank", "search", "engine", "quality", "ranking", "museum", "paper", "storm", "coffee"];

/** Different texts of so many words each. */
export function textsOf(count: number, length: number): readonly string[] {
  return Array.from({ length: count }, (_, text) =>
    Array.from({ length }, (_, at) => `${words[(text * 7 + at * 3 + (at >> 2)) % words.length]}`)
      .concat(String(text))
      .join(" "),
  );
}
