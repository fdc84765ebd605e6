import type { HttpLaw } from "./http/law.ts";
import { answerLaws } from "./http/laws/answers.ts";
import { connectionLaws } from "./http/laws/connections.ts";
import { endingLaws } from "./http/laws/endings.ts";
import { requestLaws } from "./http/laws/requests.ts";
import { secretLaws } from "./http/laws/secrets.ts";
import { statusLaws } from "./http/laws/statuses.ts";

export { checkHttpLaw, type HttpLaw } from "./http/law.ts";
export { mutateBody } from "./http/mutate-body.ts";
export type { HttpEndpoint, HttpSubject, HttpWire } from "./http/subject.ts";
export type { Verdict } from "./law.ts";

/** Every law of adapters that speak HTTP, each with a name of its own; they come beside the contract's. */
export const httpLaws: readonly HttpLaw[] = [
  ...requestLaws,
  ...statusLaws,
  ...answerLaws,
  ...connectionLaws,
  ...endingLaws,
  ...secretLaws,
];
