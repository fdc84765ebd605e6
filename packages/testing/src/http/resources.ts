/** How many of each kind keep the process alive. */
export type Resources = ReadonlyMap<string, number>;

function count(): Resources {
  const counts = new Map<string, number>();
  for (const kind of process.getActiveResourcesInfo()) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/**
 * What keeps the process alive now: of several looks the least, because others (a test runner's reports) come and go.
 */
export async function activeResources(): Promise<Resources> {
  const least = new Map(count());
  for (let look = 0; look < 5; look++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
    const now = count();
    for (const [kind, number] of least) least.set(kind, Math.min(number, now.get(kind) ?? 0));
  }
  return least;
}

/** The kinds of which there are more than before, with how many more. */
export function kindsAbove(before: Resources): readonly string[] {
  return [...count()].flatMap(([kind, number]) => {
    const more = number - (before.get(kind) ?? 0);
    return more > 0 ? [`${more} ${kind}`] : [];
  });
}
