import { rerankError } from "@secondpass/core";
import type { Dispatcher } from "undici";
import { type AnswerContext, errorOfAnswer } from "./error-of-answer.ts";
import { discardBody, readBody, readStart } from "./read-body.ts";

/** A successful answer. */
export interface Answer {
  readonly status: number;
  /** The body, decompressed. */
  readonly text: string;
  header(name: string): string | undefined;
}

/** An error's body is read so far: it may echo the whole request. */
const mostOfAnError = 64 * 1024;

/**
 * Reads an answer, within its limit.
 *
 * @throws RerankError by its status; `malformed` where it is no JSON by its content-type or no UTF-8; as {@link readBody}.
 */
export async function readAnswer(
  { statusCode: status, headers, body }: Dispatcher.ResponseData,
  context: AnswerContext & { readonly maxBytes: number },
): Promise<Answer> {
  const header = (name: string): string | undefined => [headers[name]].flat()[0];
  const { provider, where } = context;
  const rules = { provider, encoding: header("content-encoding") };
  if (status !== 200) {
    const text = (await readStart(body, { ...rules, maxBytes: mostOfAnError })).toString("utf8");
    throw errorOfAnswer({ status, text, json: parseJson(text), header }, context);
  }
  const type = header("content-type");
  if (type !== undefined && !/[/+]json\b/i.test(type)) {
    discardBody(body);
    throw rerankError("malformed", `${provider}: ${where} answered with something that is no JSON`, {
      provider,
      status,
    });
  }
  return { status, text: decode(await readBody(body, { ...rules, maxBytes: context.maxBytes }), context), header };
}

/**
 * An answer's text as JSON.
 *
 * @throws RerankError `malformed`; the parser's own message, which quotes the text, is left behind.
 */
export function parseAnswer({ text, status }: Answer, provider: string): unknown {
  const json = parseJson(text);
  if (json !== undefined) return json;
  throw rerankError("malformed", `${provider}: the answer is broken JSON`, { provider, status });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

function decode(bytes: Buffer, { provider, where }: AnswerContext): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw rerankError("malformed", `${provider}: ${where} answered with broken UTF-8`, { provider });
  }
}
