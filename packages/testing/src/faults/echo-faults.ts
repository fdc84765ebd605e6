import type { Exchange, Expected, Fault } from "./fault.ts";
import { bentBody } from "./rows.ts";
import { send } from "./write.ts";

const statuses: Readonly<Record<number, readonly Expected[]>> = {
  400: ["bad_request"],
  401: ["auth"],
  404: ["misconfigured"],
  422: ["bad_request"],
  429: ["rate_limit"],
  500: ["server_error"],
  503: ["overloaded"],
};

/** Everything that the request told, key included. */
function told({ request }: Exchange): { text: string; key: string } {
  return { text: request.body.toString(), key: request.headers.authorization ?? "" };
}

function echo(name: string, about: string, expects: readonly Expected[], play: Fault["play"]): Fault {
  return { name: `echo-${name}`, kind: "echo", about, expects, play };
}

const errors: readonly Fault[] = Object.entries(statuses).map(([status, expects]) =>
  echo(status, `The error body of a ${status} repeats key, query and documents.`, expects, (exchange) => {
    const { text, key } = told(exchange);
    const body = {
      error: { message: `${key}: ${text}`, type: text },
      message: text,
      detail: [{ input: text, msg: key }],
    };
    send(exchange, { status: Number(status), body: JSON.stringify(body) });
  }),
);

/** Printable ASCII, as a status line or a header value must be. */
const asHeader = (text: string): string => text.replaceAll(/[^ -~]/g, "?").slice(0, 2_000);

/** Answers that repeat what they were sent, so that an error which quotes them gives it away (Infinity does, with megabytes). */
export const echoFaults: readonly Fault[] = [
  ...errors,
  echo("text", "The error is plain text that repeats them.", ["server_error"], (exchange) => {
    const { text, key } = told(exchange);
    send(exchange, { status: 500, headers: { "content-type": "text/plain" }, body: `${key}\n${text}` });
  }),
  echo("reason", "The status line repeats them.", ["server_error"], (exchange) => {
    const { text, key } = told(exchange);
    send(exchange, { status: 500, reason: asHeader(`${key} ${text}`), body: "{}" });
  }),
  echo("headers", "Headers repeat them, the request's id among them.", ["server_error"], (exchange) => {
    const { text, key } = told(exchange);
    const value = asHeader(`${key} ${text}`);
    send(exchange, {
      status: 500,
      headers: { "x-request-id": value, "x-debug-trace-id": value, "x-error": value },
      body: "{}",
    });
  }),
  echo("location", "A redirect's target repeats them.", ["misconfigured"], (exchange) => {
    const { text, key } = told(exchange);
    const location = `${exchange.redirectTo}?${encodeURIComponent(key)}&q=${asHeader(text).replaceAll(" ", "+")}&${key}`;
    send(exchange, { status: 307, headers: { location: location.replaceAll(" ", "+") } });
  }),
  echo("no-json", "A 200 repeats them instead of answering.", ["malformed"], (exchange) => {
    const { text, key } = told(exchange);
    send(exchange, { body: `${key} ${text}` });
  }),
  echo("rows", "Where indices and scores belong, rows repeat them.", ["malformed"], (exchange) => {
    const { text, key } = told(exchange);
    const bend = bentBody(exchange, (rows, { index, score }) => rows.map(() => ({ [index]: key, [score]: text })));
    send(exchange, { body: bend });
  }),
];
