import { drawFrom, type Exchange, type Fault, faults, send, sendGood } from "@secondpass/testing/faults";
import { callIn, scoreOf } from "../texts.ts";
import type { WireDialect } from "./dialects.ts";
import type { BackendView, Mix } from "./messages.ts";
import type { Counts } from "./own-faults.ts";

/** What the server plays, which can be changed while it runs. */
export interface Repertoire {
  /** Plays whatever is on at the moment, and keeps what each call met. */
  readonly fault: Fault;
  /** @throws RangeError where a fault is not known. */
  play(mix: Mix, key?: string): void;
  view(): Pick<BackendView, "calls" | "met" | "faults" | "gone">;
}

/** What a repertoire is made with. */
export interface RepertoireOptions {
  readonly name: string;
  readonly seed: number;
  readonly dialect: WireDialect;
  readonly own: readonly Fault[];
  readonly counts: Counts;
}

const good: Fault = { name: "good", kind: "odd", about: "The right answer.", expects: ["answer"], play: sendGood };

/** A server with room for any test. */
const info = { model_id: "soak", model_type: { reranker: {} }, max_client_batch_size: 1000, version: "1.9.3" };

/** Starts with the right answer for everybody. */
export function createRepertoire({ name, seed, dialect, own, counts }: RepertoireOptions): Repertoire {
  const known = [good, ...own, ...faults.filter(({ listen }) => !listen)];
  const placeOf = new Map(known.map((fault, place) => [fault.name, place]));
  const draws = new Map<string | undefined, () => string>([[undefined, () => good.name]]);
  const calls: number[] = [];
  const met: number[] = [];

  const meet = (exchange: Exchange): void => {
    const { path, headers, body } = exchange.request;
    if (path === "/info") {
      send(exchange, { body: JSON.stringify(info) });
      return;
    }
    const key = headers.authorization?.replace("Bearer ", "") ?? "";
    const draw = draws.get(key) ?? draws.get(undefined);
    const place = placeOf.get(draw?.() ?? "") ?? 0;
    const text = body.toString();
    calls.push(callIn(text) ?? 0);
    met.push(place);
    known[place]?.play({
      ...exchange,
      good: () => answerTo(text, dialect, (document) => scoreOf(name, key, document)),
    });
  };

  return {
    fault: { name: "repertoire", kind: "odd", about: "Whatever is on.", expects: ["answer"], play: meet },
    play(mix, key) {
      const missing = Object.keys(mix).find((fault) => !placeOf.has(fault));
      if (missing !== undefined) throw new RangeError(`there is no fault "${missing}"`);
      draws.set(key, drawFrom({ seed, mix }));
    },
    view: () => ({
      calls: Uint32Array.from(calls),
      met: Uint16Array.from(met),
      faults: known.map((fault) => fault.name),
      gone: counts.gone,
    }),
  };
}

/** The right answer, best first. */
function answerTo(request: string, dialect: WireDialect, score: (document: string) => number): unknown {
  const documents: readonly string[] = JSON.parse(request)[dialect.documents];
  const scored = documents.map((document, index) => ({ index, score: score(document) }));
  scored.sort((a, b) => b.score - a.score);
  return dialect.payload(scored.map((row) => ({ index: row.index, [dialect.rows.score]: row.score })));
}
