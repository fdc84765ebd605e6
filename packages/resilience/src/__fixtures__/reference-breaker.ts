/** What a call meets at the backend. */
export type Deed = "ok" | "partial" | "overloaded" | "bad_request" | "hang";

/** The breaker again, in as few lines as it takes to say what it does; a call is answered at once or hangs until its limit. */
export function referenceBreaker(start: number, random: () => number) {
  const [reset, window, volume, longest, limit] = [15_000, 10_000, 10, 60_000, 2_000];
  let [now, phase, until, failedProbes, forced, era] = [start, "closed", 0, 0, false, 0];
  let late = 0;
  let verdicts: { readonly slot: number; readonly failed: boolean }[] = [];
  let hanging: { readonly id: number; readonly due: number; readonly era: number; readonly probe: boolean }[] = [];
  const events: (readonly [string, number?])[] = [];
  const slot = (): number => Math.floor((now * 10) / window);
  const turn = (to: string): void => void (++era, (phase = to));
  const open = (): void => {
    const openMs = Math.min(longest, reset * 2 ** failedProbes) * (1 + 0.2 * (2 * random() - 1));
    turn("open");
    until = now + openMs;
    events.push(["open", openMs]);
  };
  const close = (): void => {
    if (phase !== "closed") events.push(["close"]);
    turn("closed");
    [verdicts, failedProbes] = [[], 0];
  };
  const recent = () => verdicts.filter((one) => one.slot > slot() - 10);
  const stats = () => ({ calls: recent().length, failures: recent().filter(({ failed }) => failed).length, forced });
  const settle = (deed: Deed, call: { readonly era: number; readonly probe: boolean }): void => {
    const [well, failed] = [deed === "ok", deed === "overloaded" || deed === "hang"];
    if (call.era !== era) late++;
    if (call.era !== era || forced) return;
    if (call.probe && (well || deed === "partial")) close();
    else if (call.probe) {
      failedProbes += failed ? 1 : 0;
      open();
    } else if (well || failed) {
      verdicts.push({ slot: slot(), failed });
      const { calls, failures } = stats();
      if (failed && calls >= volume && failures / calls > 0.5) open();
    }
  };
  return {
    events,
    stats,
    /** How many verdicts came too late. */
    late: () => late,
    state: () => (phase === "open" && now >= until ? "half-open" : phase),
    /** How the call ends, or "hang". */
    call(deed: Deed, id: number): string {
      const probe = phase === "open" && now >= until && !hanging.some((one) => one.probe);
      if (phase !== "closed" && !probe) return "breaker_open";
      if (probe) {
        turn("half-open");
        events.push(["halfOpen"]);
      }
      if (deed === "hang") hanging.push({ id, due: now + limit, era, probe });
      else settle(deed, { era, probe });
      return deed;
    },
    /** The caller of a hanging call goes away, and the call with it, unless it is a probe. True: it was one. */
    abandon(id: number): boolean {
      hanging = hanging.filter((one) => one.id !== id || one.probe);
      return hanging.some((one) => one.id === id);
    },
    /** Which calls came to their limit. */
    advance(ms: number): number[] {
      now += ms;
      const due = hanging.filter((one) => one.due <= now);
      hanging = hanging.filter((one) => one.due > now);
      for (const one of due) settle("hang", one);
      return due.map(({ id }) => id);
    },
    force(how: "forceOpen" | "forceClosed" | "reset"): void {
      forced = how !== "reset";
      if (how !== "forceOpen") return close();
      if (phase !== "open") events.push(["open"]);
      turn("open");
      until = Number.POSITIVE_INFINITY;
    },
  };
}
