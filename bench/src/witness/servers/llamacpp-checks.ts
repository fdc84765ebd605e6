import { type EndpointOptions, llamacpp } from "@secondpass/compatible";
import type { Reranker } from "@secondpass/core";
import type { Check } from "../check.ts";
import { answers } from "../checks/answers.ts";
import { abortThenAnswers, idleThenAnswers, killedThenFails, timeRunsOut } from "../checks/connections.ts";
import { fails, keys } from "../checks/errors.ts";
import { listIsSplit, manyTexts } from "../checks/lists.ts";
import { manyAtOnce } from "../checks/load.ts";
import { halved, scoresAgree } from "../checks/scores.ts";
import { type Expected, groupOf } from "../expected.ts";
import type { ServerProcess } from "../server-process.ts";

/** llama.cpp looks GELU up in a table of half precision. Its scores are logits. */
const tolerance = 2e-2;

type Make = (options?: Partial<EndpointOptions>) => () => Reranker;

function adapterOf({ url }: ServerProcess): Make {
  return (options) => () => llamacpp({ url, ...options });
}

/** A reranker, without any settings. It has no limit on texts, nor does it cut any. */
export function asItComes(server: ServerProcess, expected: Expected): readonly Check[] {
  const make = adapterOf(server);
  const busy = manyTexts(600, 300);
  const long = groupOf(expected, "long documents").documents;
  const scores = {
    create: make(),
    scale: "unknown",
    tolerance,
    countsTokens: true,
    wanted: ({ withoutSegments }: Expected["groups"][number]) => withoutSegments,
    except: ({ readOtherwise }: Expected["groups"][number]) => readOtherwise,
  } as const;
  return [
    scoresAgree({ ...scores, name: "scores", groups: expected.groups.filter(({ isLong }) => !isLong) }),
    scoresAgree({
      ...scores,
      name: "halves of surrogate pairs, NUL",
      groups: [groupOf(expected, "damaged")],
      sent: halved,
    }),
    listIsSplit({
      name: "300 texts in one request",
      create: make(),
      documents: manyTexts(300),
      requests: 1,
      sameText: tolerance,
    }),
    fails({
      name: "texts longer than the model reads",
      create: make(),
      code: "input_too_large",
      documents: long,
      when: "call",
    }),
    fails({ name: "a wrong path", create: make({ url: `${server.url}/nowhere` }), code: "misconfigured" }),
    answers("an address that ends in /v1", make({ url: `${server.url}/v1` })),
    idleThenAnswers(make()),
    manyAtOnce({ create: make(), calls: 20, documents: 20, sameText: tolerance }),
    abortThenAnswers(make(), busy),
    timeRunsOut(make(), busy),
    killedThenFails(make(), server, busy),
  ];
}

/** A server that wants a key. */
export function keyed(server: ServerProcess): readonly Check[] {
  const make = adapterOf(server);
  return [
    fails({ name: "a wrong key", create: make({ apiKey: keys.wrong }), code: "auth" }),
    fails({ name: "no key", create: make(), code: "auth" }),
    answers("the right key", make({ apiKey: keys.right })),
  ];
}

/** A server for embeddings. */
export function noReranker(server: ServerProcess): readonly Check[] {
  return [fails({ name: "an embedding model", create: adapterOf(server)(), code: "misconfigured", says: /reranker/ })];
}

/** A server whose model gives NaN, which it sends as null. */
export function brokenModel(server: ServerProcess): readonly Check[] {
  return [fails({ name: "scores that are NaN", create: adapterOf(server)(), code: "malformed" })];
}
