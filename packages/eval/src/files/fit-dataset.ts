import { quoted } from "../formats/input-error-at.ts";
import { InputError } from "../input-error.ts";
import type { Qrels, RankedList, Run, Texts } from "../types.ts";
import type { TextSource } from "./text-source.ts";

/** Judgements, and the file that they are from. */
interface Judged {
  readonly from: string;
  readonly qrels: Qrels;
}

/** A run, and the file that it is from. */
interface Found {
  readonly from: string;
  readonly run: Run;
}

/** Of which documents texts are needed. */
interface Needed {
  /** So many of each list. Default: all. */
  readonly depth?: number | undefined;
  /** The judged ones too. */
  readonly judgedTexts?: boolean | undefined;
}

type Warn = (message: string) => void;

/**
 * The queries that are judged and have a text: what is evaluated.
 *
 * @throws InputError where there are none.
 */
export async function judgedQueries(
  { from, qrels }: Judged,
  source: TextSource,
  warn: Warn,
): Promise<{ readonly qrels: Qrels; readonly queries: Texts }> {
  const texts = await source.read(qrels);
  const hasText = (id: string): boolean => (texts.get(id) ?? "").trim() !== "";
  const [kept, lost] = parted(qrels.keys(), hasText);
  if (kept.length === 0) throw nothingFits(`no query of ${from} has a text in ${source.from}`, lost, texts.keys());
  if (lost.length > 0) {
    warn(`${countOf(lost, qrels.size, "judged queries")} without a text in ${source.from}, and left out`);
  }
  return {
    qrels: new Map(kept.map((id) => [id, qrels.get(id) ?? new Map()])),
    queries: new Map(kept.map((id) => [id, texts.get(id) ?? ""])),
  };
}

/**
 * The lists of judged queries.
 *
 * @throws InputError where there are none.
 */
export function listsOfJudged({ from, run }: Found, { from: qrelsFrom, qrels }: Judged, warn: Warn): Run {
  const [kept, others] = parted(run.keys(), (id) => qrels.has(id));
  if (kept.length === 0) {
    throw nothingFits(`no query of ${from} is judged in ${qrelsFrom} and has a text`, others, qrels.keys());
  }
  if (others.length > 0) warn(`${countOf(others, run.size, `queries of ${from}`)} not judged, and left out`);
  const [, unfound] = parted(qrels.keys(), (id) => run.has(id));
  if (unfound.length > 0) {
    warn(`${countOf(unfound, qrels.size, "judged queries")} not in ${from}: they found nothing, and count as 0`);
  }
  return new Map(kept.map((id) => [id, run.get(id) as RankedList]));
}

/**
 * The texts of all candidates; "" of those that the corpus lacks.
 *
 * @throws InputError where it lacks all of them.
 */
export async function candidateTexts(
  { from, run }: Found,
  { qrels }: Judged,
  corpus: TextSource,
  { depth, judgedTexts = false }: Needed,
  warn: Warn,
): Promise<Texts> {
  const candidates = new Set<string>();
  for (const { documents } of run.values()) for (const id of documents.slice(0, depth)) candidates.add(id);
  const judged = judgedTexts ? [...qrels.values()].flatMap((levels) => [...levels.keys()]) : [];
  const texts = new Map(await corpus.read(new Set([...candidates, ...judged])));
  const [kept, lost] = parted(candidates, (id) => texts.has(id));
  if (kept.length === 0) throw nothingFits(`no document of ${from} is in ${corpus.from}`, lost, texts.keys());
  if (lost.length > 0)
    warn(`${countOf(lost, candidates.size, `candidates of ${from}`)} not in ${corpus.from}, and without a text`);
  for (const id of lost) texts.set(id, "");
  return texts;
}

/**
 * The texts of the whole corpus.
 *
 * @throws InputError where it lacks all judged documents.
 */
export async function corpusTexts({ from, qrels }: Judged, corpus: TextSource, warn: Warn): Promise<Texts> {
  const texts = await corpus.read();
  const judged = new Set([...qrels.values()].flatMap((levels) => [...levels.keys()]));
  const [kept, lost] = parted(judged, (id) => texts.has(id));
  if (kept.length === 0) throw nothingFits(`no document judged in ${from} is in ${corpus.from}`, lost, texts.keys());
  if (lost.length > 0)
    warn(`${countOf(lost, judged.size, "judged documents")} not in ${corpus.from}, and cannot be found`);
  return texts;
}

function parted(ids: Iterable<string>, isKept: (id: string) => boolean): readonly [string[], string[]] {
  const kept: string[] = [];
  const others: string[] = [];
  for (const id of ids) (isKept(id) ? kept : others).push(id);
  return [kept, others];
}

/** "3 of 12 judged queries (such as "q7") are", for a predicate to follow. */
function countOf(ids: readonly string[], all: number, what: string): string {
  return `${ids.length} of ${all} ${what} (such as ${quoted(ids[0] ?? "")}) are`;
}

function nothingFits(what: string, mine: readonly string[], theirs: Iterable<string>): InputError {
  const [other] = theirs;
  const others = other === undefined ? "" : `, the other ${quoted(other)}`;
  return new InputError(`${what}; do they belong together? One has the id ${quoted(mine[0] ?? "")}${others}`);
}
