import { type TeiOptions, tei } from "@secondpass/tei";
import type { Check } from "../check.ts";
import { answers } from "../checks/answers.ts";
import { abortThenAnswers, idleThenAnswers, killedThenFails, timeRunsOut } from "../checks/connections.ts";
import { fails, keys } from "../checks/errors.ts";
import { listIsSplit, manyTexts, textsOfBytes } from "../checks/lists.ts";
import { crowdIsRefused, manyAtOnce } from "../checks/load.ts";
import { halved, probabilities, scoresAgree } from "../checks/scores.ts";
import { type Expected, groupOf } from "../expected.ts";
import type { ServerProcess } from "../server-process.ts";

/** TEI approximates GELU by tanh, the reference does not. */
const tolerance = 2e-3;
/** Logits are up to four times as far apart as probabilities. */
const logitTolerance = 4 * tolerance;
/** Batch mates move the last digits. */
const sameText = 1e-5;

/** Flags of a server, and what is checked with it. */
interface Setting {
  readonly flags: readonly string[];
  readonly checks: (server: ServerProcess) => readonly Check[];
}

type Make = (options?: Partial<TeiOptions>) => () => ReturnType<typeof tei>;

function adapterOf({ url }: ServerProcess): Make {
  return (options) => () => tei({ url, ...options });
}

/** Without any flags. */
export function asItComes(server: ServerProcess, expected: Expected): readonly Check[] {
  const make = adapterOf(server);
  const long = groupOf(expected, "long documents").documents;
  return [
    ...scoreChecks(make, expected),
    listIsSplit({ name: "200 texts, 32 a request", create: make(), documents: manyTexts(200), requests: 7, sameText }),
    listIsSplit({
      name: "4 MB, 2 MB a request",
      create: make(),
      documents: textsOfBytes(40, 100_000),
      beginning: (text) => text.slice(0, 20_000),
      requests: 3,
      sameText,
    }),
    fails({
      name: "texts longer than the model reads, truncate: false",
      create: make({ truncate: false }),
      code: "input_too_large",
      documents: long,
      when: "call",
    }),
    fails({
      name: "a text of more characters than it counts, truncate: false",
      create: make({ truncate: false }),
      code: "input_too_large",
      documents: ["a".repeat(200_000)],
      when: "call",
    }),
    fails({ name: "a wrong path", create: make({ url: `${server.url}/nowhere` }), code: "misconfigured" }),
    idleThenAnswers(make()),
    // 3,000 texts for 512 permits, which is known only after the first refusals.
    manyAtOnce({ create: make(), calls: 30, documents: 100, sameText }),
  ];
}

function scoreChecks(make: Make, { groups, ...expected }: Expected): readonly Check[] {
  const scores = { create: make(), groups, scale: "probability", tolerance, countsTokens: true } as const;
  const raw = { groups, scale: "logit", tolerance: logitTolerance, countsTokens: true } as const;
  return [
    scoresAgree({ ...scores, name: "scores", wanted: ({ logits }) => probabilities(logits) }),
    scoresAgree({
      ...raw,
      name: "raw scores",
      create: make({ rawScores: true }),
      wanted: ({ logits }) => logits,
    }),
    scoresAgree({
      ...raw,
      name: "long texts that lose their beginning",
      create: make({ rawScores: true, truncationDirection: "left" }),
      groups: groups.filter(({ isLong }) => isLong),
      wanted: ({ cutAtTheLeft }) => cutAtTheLeft,
    }),
    scoresAgree({
      ...scores,
      name: "halves of surrogate pairs, NUL",
      groups: [groupOf({ groups, ...expected }, "damaged")],
      wanted: ({ logits }) => probabilities(logits),
      sent: halved,
    }),
  ];
}

/** A server that wants a key. */
export const keyed: Setting = {
  flags: ["--api-key", keys.right],
  checks(server) {
    const make = adapterOf(server);
    return [
      fails({ name: "a wrong key", create: make({ apiKey: keys.wrong }), code: "auth" }),
      fails({ name: "no key", create: make(), code: "auth" }),
      answers("the right key", make({ apiKey: keys.right })),
    ];
  },
};

/** A server that takes little. */
export const smallLimits: Setting = {
  flags: ["--max-client-batch-size", "8", "--max-concurrent-requests", "16", "--payload-limit", "100000"],
  checks(server) {
    const make = adapterOf(server);
    const list = { documents: manyTexts(100), sameText } as const;
    const large = textsOfBytes(8, 50_000);
    return [
      listIsSplit({ ...list, name: "100 texts, 8 a request, learned by warm-up", create: make(), requests: 13 }),
      // Core has made four pieces of 25 by the usual limit, which fall into four requests each.
      listIsSplit({
        ...list,
        name: "100 texts, 8 a request, learned from refusals",
        create: make(),
        warm: false,
        requests: 16,
      }),
      fails({
        name: "more bytes than a smaller --payload-limit, unknown to us",
        create: make(),
        code: "input_too_large",
        says: /maxBytes/,
        documents: large,
        when: "call",
      }),
      listIsSplit({
        name: "more bytes than a smaller --payload-limit, as maxBytes",
        create: make({ maxBytes: 100_000 }),
        documents: large,
        beginning: (text) => text.slice(0, 5_000),
        requests: 8,
        sameText,
      }),
      crowdIsRefused({ create: make(), clients: 24, documents: manyTexts(8, 400) }),
      answers("after the overload", make()),
    ];
  },
};

/** A server that takes so much at once that one request keeps it busy. */
export const largeRequests: Setting = {
  flags: ["--max-client-batch-size", "512"],
  checks(server) {
    const create = adapterOf(server)();
    const busy = manyTexts(512, 480);
    return [abortThenAnswers(create, busy), timeRunsOut(create, busy), killedThenFails(create, server, busy)];
  },
};

/** A server that puts a prompt before each text, which it cannot for pairs. */
export function defaultPrompt(server: ServerProcess): readonly Check[] {
  const create = adapterOf(server)();
  return [fails({ name: "a default prompt", create, code: "misconfigured", says: /default prompt/, when: "call" })];
}

/** A server whose model is none. */
export function noReranker(name: string): Setting["checks"] {
  return (server) => [fails({ name, create: adapterOf(server)(), code: "misconfigured", says: /reranker/ })];
}

/** A server whose model gives NaN. */
export function brokenModel(server: ServerProcess): readonly Check[] {
  const create = adapterOf(server)();
  return [fails({ name: "scores that are NaN", create, code: "server_error", says: /not a number/, when: "call" })];
}
