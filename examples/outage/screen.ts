import { type Moment, tickLine, type View } from "./draw.ts";
import type { Search } from "./load.ts";

/** Where the outage is drawn while it happens. */
export interface Screen {
  add(search: Search): void;
  /** A line of its own. */
  tell(text: string): void;
  stop(): void;
}

/**
 * Draws one line a tick; in a terminal the line grows with each search, elsewhere it comes when it is complete.
 *
 * @param now what is known beside the searches.
 */
export function startScreen(tickMs: number, now: () => Omit<Moment, "searches">): Screen {
  const { stdout, env } = process;
  const live = stdout.isTTY === true;
  const view: View = { columns: live ? stdout.columns : 120, color: live && !env.NO_COLOR };
  let searches: Search[] = [];
  const line = (): string => tickLine({ ...now(), searches }, view);
  const end = (): void => {
    if (searches.length > 0) stdout.write(`${live ? "\r\u001b[K" : ""}${line()}\n`);
    searches = [];
  };
  const timer = setInterval(end, tickMs);
  return {
    add(search) {
      searches.push(search);
      if (live) stdout.write(`\r\u001b[K${line()}`);
    },
    tell(text) {
      end();
      stdout.write(`${text}\n`);
    },
    stop() {
      clearInterval(timer);
      end();
    },
  };
}
