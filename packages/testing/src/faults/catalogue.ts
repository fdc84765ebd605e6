import type { Fault } from "./fault.ts";
import { faults } from "./faults.ts";
import { drawFrom, type Schedule } from "./schedule.ts";
import { send, sendGood } from "./write.ts";

/** No fault at all: the right answer. */
const good: Fault = { name: "good", kind: "odd", about: "The right answer.", expects: ["answer"], play: sendGood };

const unknown: Fault = {
  name: "unknown",
  kind: "status",
  about: "No fault has this name.",
  expects: ["misconfigured"],
  play: (exchange) => send(exchange, { status: 501, body: JSON.stringify({ message: "no fault has this name" }) }),
};

/** What a server can play, and what comes next. */
export interface Catalogue {
  /** Those that need a port of their own. */
  readonly secure: readonly Fault[];
  /** What a request to this path meets. */
  forPath(path: string): Fault;
  /**
   * The path under which a fault is met.
   *
   * @throws RangeError where there is none of this name, or it needs a port of its own.
   */
  pathOf(name: string): string;
}

/**
 * The known faults and `more`, and what `schedule` draws of them.
 *
 * @throws RangeError where the schedule names what cannot be played.
 */
export function createCatalogue(more: readonly Fault[], schedule: Schedule | undefined): Catalogue {
  const known = new Map([good, ...faults, ...more].map((fault) => [fault.name, fault]));
  const find = (name: string): Fault => {
    const fault = known.get(name);
    if (!fault) throw new RangeError(`there is no fault "${name}"`);
    if (fault.listen) throw new RangeError(`"${name}" has a port of its own: start the server with tls: true`);
    return fault;
  };
  for (const name of Object.keys(schedule?.mix ?? {})) find(name);
  const draw = schedule ? drawFrom(schedule) : () => good.name;
  return {
    secure: [...known.values()].filter(({ listen }) => listen),
    forPath(path) {
      const [, named] = /^\/fault\/([^/?]+)/.exec(path) ?? [];
      return known.get(named ?? draw()) ?? unknown;
    },
    pathOf: (name) => (find(name) === good ? "" : `/fault/${name}`),
  };
}
