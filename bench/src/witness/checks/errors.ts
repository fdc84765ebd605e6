import { isRerankError, type RerankErrorCode, type Reranker } from "@secondpass/core";
import { type Check, must } from "../check.ts";

/** A call that must fail. */
export interface ErrorCheck {
  readonly name: string;
  readonly create: () => Reranker;
  readonly code: RerankErrorCode;
  /** What its message must say. */
  readonly says?: RegExp | undefined;
  /** Each gets words before it that must not turn up in the error. Default one without more. */
  readonly documents?: readonly string[] | undefined;
  /** What is tried: the warm-up, the first call without one, or both. Default both. */
  readonly when?: "warm-up" | "call" | undefined;
}

/** A key that servers are started with, and one that they refuse. */
export const keys = { right: "right-secret-key", wrong: "wrong-secret-key" } as const;

/** Words that must not turn up in errors. */
const secrets = { query: "confidential question", document: "confidential passage" } as const;

/** Fails, and looks at the error: its code, its message, and that nothing of the request is in it. */
export function fails({ name, create, code, says, documents = [""], when }: ErrorCheck): Check {
  return {
    name,
    async run() {
      const request = { query: secrets.query, documents: documents.map((text) => `${secrets.document} ${text}`) };
      const messages: string[] = [];
      for (const step of when ? [when] : (["warm-up", "call"] as const)) {
        await using reranker = create();
        const act = step === "warm-up" ? reranker.warmup() : reranker.rerank(request);
        messages.push(messageOf(await failureOf(act), code, says));
      }
      const [first, second = first] = messages;
      return first === second ? `${code}: ${first}` : `${code}: ${first}; at the first call: ${second}`;
    },
  };
}

/** What a call failed with. */
export async function failureOf(act: Promise<unknown>): Promise<unknown> {
  try {
    await act;
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
}

/**
 * The message of an error, without the server's address and folder.
 *
 * @throws Error where it has another code, does not say what it must, or holds anything of the request.
 */
export function messageOf(error: unknown, code: RerankErrorCode, says?: RegExp): string {
  must(isRerankError(error), `it is no RerankError: ${error}`);
  const message = error.message.replace(/127\.0\.0\.1:\d+/, "HOST").replace(/"\/[^"]*\//, '"');
  must(error.code === code, `${error.code} instead of ${code}: ${message}`);
  must(!says || says.test(message), `it does not say ${says}: ${message}`);
  const all = `${error.stack} ${JSON.stringify(error)} ${describe(error.cause)}`;
  const leak = [...Object.values(secrets), ...Object.values(keys)].some((secret) => all.includes(secret));
  must(!leak, "something of the request is in the error");
  return message;
}

function describe(cause: unknown): string {
  return cause instanceof Error ? `${cause.stack} ${JSON.stringify(cause)} ${describe(cause.cause)}` : String(cause);
}
