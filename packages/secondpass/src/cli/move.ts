/** How far a document moved against the first stage: ▲3 up, ▼1 down, = not at all. Both places count from 0. */
export function move(before: number, after: number): string {
  if (before === after) return "=";
  return before > after ? `▲${before - after}` : `▼${after - before}`;
}
