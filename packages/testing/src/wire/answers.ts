import type { Dialect, DialectSettings, Refusal, Row, SeenRequest, WireAnswer } from "./dialect.ts";

type Headers = Readonly<Record<string, string>>;

/** A JSON answer; no body where the value is undefined. */
export function json(status: number, value: unknown, headers: Headers = {}): WireAnswer {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) ?? "" };
}

/** A plain text answer. */
export function plain(status: number, body: string, headers: Headers = {}): WireAnswer {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, body };
}

/** An answer without body and content type. */
export function empty(status: number, headers: Headers = {}): WireAnswer {
  return { status, headers, body: "" };
}

/** A refusal in the dialect's own error shape. */
export function refused(
  { errorBody }: Pick<Dialect, "errorBody">,
  { status, text }: Refusal,
  headers: Headers = {},
): WireAnswer {
  const { contentType, body } = errorBody(status, text);
  return { status, headers: { ...(contentType && { "content-type": contentType }), ...headers }, body };
}

/** The answer to an accepted request: its rows as the server arranges them, or what a test sends instead. */
export function accepted(
  { payload }: Pick<Dialect, "payload">,
  rows: readonly Row[],
  request: SeenRequest,
  server: DialectSettings,
  headers: Headers = {},
): WireAnswer {
  const { answer } = server;
  return json(200, answer ? answer.value : payload(server.permute(rows), request, server), headers);
}
