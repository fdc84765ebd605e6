import { isRerankError, type PairScore, type ScoreContext } from "@secondpass/core";
import { answerLimit, countOf, type Failure, type Http } from "@secondpass/http";
import { askServer } from "./ask-server.ts";
import { batchLimitOf, readTeiFailure } from "./failure.ts";
import type { Gate } from "./gate.ts";
import type { KnownServer } from "./known-server.ts";
import { type TeiSettings, teiBody, teiScores } from "./tei-wire.ts";

/** What texts are sent with. */
export interface Line {
  readonly http: Http;
  readonly server: KnownServer;
  readonly gate: Gate;
}

/** The scores of some texts. */
interface Sent {
  readonly scores: readonly PairScore[];
  /** As the server counted them, after truncation; undefined where it did not say. */
  readonly tokens: number | undefined;
  readonly requests: number;
}

/**
 * Sends texts in as many requests as the server wants, one after the other: core has split the list by what was known, and the
 * server may turn out to take less at a time.
 *
 * @throws RerankError as the server failed.
 */
export async function sendTexts(
  line: Line,
  query: string,
  texts: readonly string[],
  settings: TeiSettings,
  context: ScoreContext,
): Promise<Sent> {
  const scores: PairScore[] = [];
  const tokens: (number | undefined)[] = [];
  while (scores.length < texts.length) {
    const start = scores.length;
    const part = texts.slice(start, start + line.server.maxTexts);
    const answer = await sendPart(line, query, part, settings, context);
    // Nothing came back but what the server takes: the next turn sends less.
    if (!answer) continue;
    scores.push(...answer.scores.map(({ index, score }) => ({ index: start + index, score })));
    tokens.push(answer.tokens);
  }
  return { scores, tokens: sum(tokens), requests: tokens.length };
}

type Part = Pick<Sent, "scores" | "tokens">;

/** One request; undefined where the server refused it and it was learned how to do better. */
async function sendPart(
  line: Line,
  query: string,
  texts: readonly string[],
  settings: TeiSettings,
  context: ScoreContext,
): Promise<Part | undefined> {
  const { http, server, gate } = line;
  const { permits } = server;
  let most: number | undefined;
  const readFailure = (failure: Failure) => {
    most = batchLimitOf(failure);
    return readTeiFailure(failure);
  };
  const request = { method: "POST", path: "rerank", body: teiBody(query, texts, settings), readFailure } as const;
  const leave = await gate.enter(texts.length, context.signal);
  const entering = gate.inside;
  try {
    const { json, header } = await http.json(
      { ...request, maxAnswerBytes: answerLimit({ documents: texts.length }) },
      context,
    );
    return { scores: teiScores(json, texts.length), tokens: countIn(header("x-compute-tokens")) };
  } catch (error) {
    if (most !== undefined && most < texts.length) {
      server.learnMaxTexts(most);
      return undefined;
    }
    const together = Math.max(entering, gate.inside);
    if (permits !== undefined || !isOverload(error) || !(await hasFewerPermits(line, together, context))) throw error;
    return undefined;
  } finally {
    leave();
  }
}

/**
 * Whether the server has fewer permits than so many texts take. Each takes one, and a request gets all of its permits or none: more
 * than there are never get through, however often they are sent. So the server is asked, once.
 */
async function hasFewerPermits({ http, server }: Line, texts: number, context: ScoreContext): Promise<boolean> {
  if (!server.asked) await askServer(http, context).then(server.learn, () => {});
  return server.permits !== undefined && server.permits < texts;
}

function isOverload(error: unknown): boolean {
  return isRerankError(error) && error.code === "overloaded" && error.status === 429;
}

function countIn(header: string | undefined): number | undefined {
  return header !== undefined && /^\d+$/.test(header) ? countOf(Number(header)) : undefined;
}

/** undefined where one is unknown: half a sum would be a wrong figure. */
function sum(counts: readonly (number | undefined)[]): number | undefined {
  return counts.reduce((total, count) => (total === undefined || count === undefined ? undefined : total + count), 0);
}
