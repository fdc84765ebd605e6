import cliTruncate from "cli-truncate";
import pc from "picocolors";
import type { Search } from "./load.ts";

/** What lines are fitted to. */
export interface View {
  /** Width of the terminal. */
  readonly columns: number;
  readonly color: boolean;
}

/** What is known at a moment. */
export interface Moment {
  /** Since the start, in milliseconds. */
  readonly at: number;
  readonly serverUp: boolean;
  /** The breaker's state. */
  readonly breaker: string;
  /** The searches that ended in this tick, in the order in which they did. */
  readonly searches: readonly Search[];
}

/** One tick as a line: ● reranked, ○ first-stage order, × neither, one sign a search. */
export function tickLine({ at, serverUp, breaker, searches }: Moment, { columns, color }: View): string {
  const colors = pc.createColors(color);
  const paint = { closed: colors.green, open: colors.red, "half-open": colors.yellow }[breaker] ?? colors.dim;
  const count = (kind: Search["kind"]): string =>
    String(searches.filter((one) => one.kind === kind).length).padStart(3);
  const signs = searches.map(signOf).join("");
  const text = [
    `${(at / 1000).toFixed(2).padStart(6)} s`,
    `server ${serverUp ? "up  " : colors.red("gone")}`,
    `breaker ${paint(breaker.padEnd(9))}`,
    `${count("reranked")} reranked ${count("first-stage")} first-stage`,
    `${middleOf(searches).padStart(8)}`,
    signs.replaceAll(/●+/g, colors.green).replaceAll(/○+/g, colors.yellow),
  ].join("  ");
  return cliTruncate(text, columns);
}

/** All searches in words, and the breaker's states in their order. */
export function summary(searches: readonly Search[], states: readonly string[]): readonly string[] {
  const kinds = tally(searches.flatMap(({ kind }) => (kind === "failed" ? [] : [kind])));
  const results = tally(searches.flatMap((one) => one.results));
  const failed = searches.filter(({ kind }) => kind === "failed").length;
  const wrong = searches.filter(({ inOrder }) => !inOrder).length;
  const signs = searches.map(signOf).join("");
  const turns = signs.replaceAll(/(.)\1*/g, (run, sign: string) => ` ${run.length} ${sign}`);
  return [
    `${searches.length} searches: ${listed(kinds)}; ${failed} failed, ${wrong} in a wrong order`,
    `in turn:${turns}`,
    `attempts: ${listed(results)}`,
    `breaker: ${states.join(" → ")}`,
  ];
}

function signOf({ kind }: Search): string {
  return kind === "reranked" ? "●" : kind === "first-stage" ? "○" : "×";
}

function middleOf(searches: readonly Search[]): string {
  const times = searches.map(({ milliseconds }) => milliseconds).sort((one, other) => one - other);
  const middle = times[Math.floor(times.length / 2)];
  return middle === undefined ? "" : `${middle.toFixed(1)} ms`;
}

function tally(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function listed(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([word, count]) => `${count} ${word}`).join(", ");
}
