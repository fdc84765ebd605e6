import { expect, it } from "vitest";
import { type AttemptResult, explain, type Met } from "./explain.ts";

const good: Met = { name: "good", expects: ["answer"], resent: false };
const busy: Met = { name: "status-503", expects: ["overloaded"], resent: false };
const reset: Met = { name: "reset-before-bytes", expects: ["connection"], resent: true };
const hang: Met = { name: "hang", expects: ["timeout"], resent: false };

it.each<[AttemptResult[], Met[], boolean, number]>([
  [["ok"], [good], true, 0],
  [["overloaded", "ok"], [busy, good], true, 0],
  [["connection"], [reset], true, 0],
  // Sent again on a new connection, which is no attempt of its own.
  [["ok"], [reset, good], true, 0],
  [["connection"], [reset, reset], true, 0],
  [["connection", "ok"], [reset, reset, good], true, 0],
  [["timeout", "ok"], [hang, good], true, 0],
  [["breaker_open"], [], true, 0],
  [["overloaded", "breaker_open"], [busy], true, 0],
  // It would have been answered, but not in time; or nobody was reached in time.
  [["timeout"], [good], true, 1],
  [["timeout", "timeout"], [hang], true, 1],
  // Nothing was the matter.
  [["overloaded"], [good], false, 0],
  [["ok"], [busy], false, 0],
  // One more or one less than was sent.
  [["ok"], [good, good], false, 0],
  [["ok"], [], false, 0],
  [["overloaded", "overloaded"], [busy], false, 0],
  [["ok"], [busy, good], false, 0],
])("%j and what was met", (attempts, met, exact, late) => {
  expect(explain(attempts, met)).toEqual({ exact, late });
});
