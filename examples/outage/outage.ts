// An outage, live: a server is killed under load and comes back. The breaker opens, searches go on in first-stage order, and
// recovery needs nobody. It takes some ten seconds.
import { EventEmitter, once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { type BreakerEvent, type ResilienceEvent, resilient } from "@secondpass/resilience";
import { tei } from "@secondpass/tei";
import { summary } from "./draw.ts";
import { type Search, startLoad } from "./load.ts";
import { startScreen } from "./screen.ts";
import { type ServerProcess, startServer } from "./server-process.ts";

const tickMs = 250;
const searchEveryMs = 25;
setTimeout(() => {
  console.error("this machine is too slow for the outage: it did not end within 18 seconds");
  process.exit(1);
}, 18_000).unref();

const start = performance.now();
const searches: Search[] = [];
const states: string[] = [];
const breakerEvents = new EventEmitter();
let server: ServerProcess | undefined = await startServer(0);
const { port } = server;

// Times are short so that there is something to see. The defaults suit a search; docs/guide/outages.md tells how to choose.
await using stack = resilient(tei({ url: `http://127.0.0.1:${port}` }), {
  attemptTimeoutMs: 600,
  budgetMs: 1000,
  circuitBreaker: { resetTimeoutMs: 1200, maxOpenMs: 2400, volumeThreshold: 10 },
  onEvent,
});
await stack.warmup();

console.log("● reranked   ○ first-stage order   one sign a search, in the order in which they end\n");
const screen = startScreen(tickMs, () => ({
  at: performance.now() - start,
  serverUp: server !== undefined,
  breaker: stack.breakers[0]?.breaker.state() ?? "",
}));
const stopLoad = startLoad(stack, searchEveryMs, (search) => {
  searches.push(search);
  screen.add(search);
});

await pause(6 * tickMs);
screen.tell("— kill -9: the server process is gone —");
const opened = once(breakerEvents, "open");
await server.kill();
server = undefined;
await opened;
await once(breakerEvents, "open");
screen.tell("— the server is started again; nobody tells the breaker —");
const closed = once(breakerEvents, "close");
server = await startServer(port);
await closed;
await pause(6 * tickMs);

await stopLoad();
screen.stop();
await server.kill();
console.log(`\n${summary(searches, states).join("\n")}`);

function onEvent(event: ResilienceEvent): void {
  if (event.type !== "open" && event.type !== "halfOpen" && event.type !== "close") return;
  states.push(event.type);
  screen.tell(`— breaker ${sentence(event)} —`);
  breakerEvents.emit(event.type);
}

function sentence({ type, calls, failures, openMs = 0 }: BreakerEvent): string {
  if (type === "halfOpen") return "half-open: one search goes through, as a probe";
  if (type === "close") return "closed: the probe was answered";
  return `open: ${failures} of ${calls} attempts failed; the next probe in ${(openMs / 1000).toFixed(1)} s`;
}
