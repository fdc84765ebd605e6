/** What a process must never meet. */
export interface Watch {
  /** Unhandled rejections, uncaught exceptions and process warnings so far, each with its name. */
  readonly seen: readonly string[];
  /** What kept the process alive before anything was done. */
  readonly alive: Alive;
}

/** Watches this process from now on. An uncaught exception no longer ends it. */
export function watchProcess(): Watch {
  const seen: string[] = [];
  const note = (what: string) => (thrown: unknown) => {
    seen.push(`${what}: ${thrown instanceof Error ? `${thrown.name} ${thrown.message}` : String(thrown)}`);
  };
  process.on("unhandledRejection", note("unhandledRejection"));
  process.on("uncaughtException", note("uncaughtException"));
  process.on("warning", note("warning"));
  return { seen, alive: aliveNow() };
}

/** How many of each kind of resource keep the process alive. */
export type Alive = ReadonlyMap<string, number>;

/** What keeps the process alive now. */
export function aliveNow(): Alive {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** What there is more of than before, with how many: "2 Timeout". */
export function aliveAbove(before: Alive, now: Alive): readonly string[] {
  return [...now].flatMap(([kind, count]) => {
    const more = count - (before.get(kind) ?? 0);
    return more > 0 ? [`${more} ${kind}`] : [];
  });
}
