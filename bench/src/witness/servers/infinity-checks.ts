import { compatible, dialects, type EndpointOptions, infinity } from "@secondpass/compatible";
import type { Reranker } from "@secondpass/core";
import type { Check } from "../check.ts";
import { answers } from "../checks/answers.ts";
import { abortThenAnswers, idleThenAnswers, killedThenFails, timeRunsOut } from "../checks/connections.ts";
import { fails, keys } from "../checks/errors.ts";
import { listIsSplit, manyTexts, textsOfBytes } from "../checks/lists.ts";
import { crowdIsRefused, manyAtOnce } from "../checks/load.ts";
import { longTextsAreCut } from "../checks/long-texts.ts";
import { halved, probabilities, scoresAgree } from "../checks/scores.ts";
import { type Expected, groupOf } from "../expected.ts";
import type { ServerProcess } from "../server-process.ts";

/** Infinity computes as the reference does; batch mates move the last digits. */
const tolerance = 1e-5;
/** Logits are up to four times as far apart as probabilities. */
const logitTolerance = 4 * tolerance;

/** The environment of a server, and what is checked with it. */
interface Setting {
  readonly env: Readonly<Record<string, string>>;
  readonly checks: (server: ServerProcess) => readonly Check[];
}

type Make = (options?: Partial<EndpointOptions>) => () => Reranker;

function adapterOf({ url }: ServerProcess): Make {
  return (options) => () => infinity({ url, ...options });
}

/** One reranker, without any settings. */
export function asItComes(server: ServerProcess, expected: Expected): readonly Check[] {
  const make = adapterOf(server);
  const busy = manyTexts(600, 480);
  return [
    ...scoreChecks(server, expected),
    listIsSplit({
      name: "2,100 texts, 2,048 a request",
      create: make(),
      documents: manyTexts(2_100),
      requests: 2,
      sameText: tolerance,
    }),
    listIsSplit({
      name: "4 MB in one request",
      create: make(),
      documents: textsOfBytes(40, 100_000),
      beginning: (text) => text.slice(0, 20_000),
      requests: 1,
      sameText: tolerance,
    }),
    longTextsAreCut({ create: make(), most: 122_880, sameText: tolerance }),
    fails({
      name: "a text of more than 122,880 characters, sent whole by a dialect of one's own",
      create: () => compatible({ url: server.url, dialect: wholeDialect }),
      code: "input_too_large",
      documents: ["short", ...textsOfBytes(1, 130_000)],
      when: "call",
    }),
    fails({ name: "a wrong path", create: make({ url: `${server.url}/nowhere` }), code: "misconfigured" }),
    idleThenAnswers(make()),
    manyAtOnce({ create: make(), calls: 20, documents: 50, sameText: tolerance }),
    abortThenAnswers(make(), busy),
    timeRunsOut(make(), busy),
    killedThenFails(make(), server, busy),
  ];
}

function scoreChecks({ url }: ServerProcess, expected: Expected): readonly Check[] {
  const { groups } = expected;
  const scores = {
    create: () => infinity({ url }),
    groups,
    scale: "probability",
    tolerance,
    countsTokens: false,
  } as const;
  return [
    scoresAgree({ ...scores, name: "scores", wanted: ({ logits }) => probabilities(logits) }),
    scoresAgree({
      name: "raw scores, by a dialect of one's own",
      create: () => compatible({ url, dialect: rawDialect }),
      groups,
      scale: "logit",
      tolerance: logitTolerance,
      countsTokens: false,
      wanted: ({ logits }) => logits,
    }),
    scoresAgree({
      ...scores,
      name: "halves of surrogate pairs, NUL",
      groups: [groupOf(expected, "damaged")],
      wanted: ({ logits }) => probabilities(logits),
      sent: halved,
    }),
  ];
}

/** Infinity's, with one more field. */
const rawDialect = {
  ...dialects.infinity,
  name: "infinity-raw",
  request: { ...dialects.infinity.request, fixed: { raw_scores: true } },
  scoreScale: "logit",
} as const;

/** Infinity's, which cuts no text. */
const wholeDialect = {
  ...dialects.infinity,
  name: "infinity-whole",
  request: { ...dialects.infinity.request, maxCharacters: undefined },
} as const;

/** A reranker and an embedding model. */
export function twoModels(server: ServerProcess): readonly Check[] {
  const make = adapterOf(server);
  const named = (model: string) => make({ model });
  return [
    fails({ name: "two models, none named", create: make(), code: "misconfigured" }),
    fails({ name: "a model that it does not have", create: named("nobody/nothing"), code: "misconfigured" }),
    fails({
      name: "an embedding model",
      create: named("embedder"),
      code: "misconfigured",
      says: /reranker/,
    }),
    answers("two models, the reranker named", named("cross-encoder")),
  ];
}

/** A server that wants a key, has a path before its own, and takes few texts. */
export const keyed: Setting = {
  env: { INFINITY_API_KEY: keys.right, INFINITY_URL_PREFIX: "/v1", INFINITY_MAX_CLIENT_BATCH_SIZE: "16" },
  checks(server) {
    const make = (options: Partial<EndpointOptions>) => () => infinity({ url: `${server.url}/v1`, ...options });
    const right = { apiKey: keys.right } as const;
    const documents = manyTexts(40);
    return [
      fails({ name: "a wrong key", create: make({ apiKey: keys.wrong }), code: "auth" }),
      fails({ name: "no key", create: make({}), code: "auth" }),
      answers("the right key, below /v1", make(right)),
      fails({
        name: "40 texts, 16 a request, unknown to us",
        create: make(right),
        code: "input_too_large",
        says: /maxDocuments/,
        documents,
        when: "call",
      }),
      listIsSplit({
        name: "40 texts, 16 a request, as maxDocuments",
        create: make({ ...right, maxDocuments: 16 }),
        documents,
        requests: 3,
        sameText: tolerance,
      }),
    ];
  },
};

/** A server that lets few texts wait. */
export const shortQueue: Setting = {
  env: { INFINITY_QUEUE_SIZE: "4" },
  checks(server) {
    const create = adapterOf(server)();
    return [
      crowdIsRefused({ create, clients: 48, documents: manyTexts(8, 400) }),
      answers("after the overload", create),
    ];
  },
};

/** A server whose model gives NaN, which it sends as null. */
export function brokenModel(server: ServerProcess): readonly Check[] {
  return [fails({ name: "scores that are NaN", create: adapterOf(server)(), code: "malformed" })];
}
