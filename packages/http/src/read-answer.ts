import { isUtf8 } from "node:buffer";
import { type RerankError, rerankError } from "@secondpass/core";
import { decompress } from "./decompress.ts";
import { type AnswerContext, errorOfAnswer } from "./error-of-answer.ts";
import type { RawAnswer } from "./exchange.ts";

/** A successful answer. */
export interface Answer {
  readonly status: number;
  /** The body, decompressed. */
  readonly text: string;
  header(name: string): string | undefined;
}

/** An error's body is looked at so far: it may echo the whole request. */
export const mostOfAnError: number = 64 * 1024;

/**
 * Makes text of an answer.
 *
 * @throws RerankError by its status; `malformed` where it is no JSON by its content-type, no UTF-8 or damaged;
 *   `response_too_large` beyond the limit, counted after decompression.
 */
export async function readAnswer(
  raw: RawAnswer,
  context: AnswerContext & { readonly maxBytes: number },
): Promise<Answer> {
  const { status, headers } = raw;
  const { provider, where, maxBytes } = context;
  const header = (name: string): string | undefined => [headers[name]].flat()[0];
  if (status !== 200) throw await failureOf(raw, header, context);
  const type = header("content-type");
  if (type !== undefined && !/[/+]json\b/i.test(type)) {
    throw rerankError("malformed", `${provider}: ${where} answered with something that is no JSON`, {
      provider,
      status,
    });
  }
  const bytes = raw.whole ? await decompress(raw.body, header("content-encoding"), maxBytes, provider) : undefined;
  if (bytes) return { status, text: decode(bytes, context), header };
  const message = `${provider}: ${where} answered with more than ${maxBytes} bytes`;
  throw rerankError("response_too_large", message, { provider });
}

async function failureOf(
  { status, body }: RawAnswer,
  header: Answer["header"],
  context: AnswerContext,
): Promise<RerankError> {
  // A cut or damaged body tells nothing; the status does.
  const bytes = await decompress(body, header("content-encoding"), mostOfAnError, context.provider).catch(
    () => undefined,
  );
  const text = bytes?.toString("utf8") ?? "";
  return errorOfAnswer({ status, text, json: parseJson(text), header }, context);
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

/** Without a byte order mark, which JSON does not have. */
function decode(bytes: Buffer, { provider, where }: AnswerContext): string {
  if (isUtf8(bytes)) return bytes.toString("utf8").replace(/^\ufeff/, "");
  throw rerankError("malformed", `${provider}: ${where} answered with broken UTF-8`, { provider });
}
