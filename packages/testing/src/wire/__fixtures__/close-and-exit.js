// Closes a server in the midst of a delayed request and one that hangs, and another that was never asked. Ends by itself.
import { dialects, startProvider } from "../../../dist/wire/index.js";

const servers = [
  await startProvider(dialects.tei, { delayMs: 600_000 }),
  await startProvider(dialects.tei, { hang: true }),
  await startProvider(dialects.cohere),
];
const init = {
  method: "POST",
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ query: "q", texts: ["a"] }),
};
const calls = servers.slice(0, 2).map(({ url }) => fetch(`${url}/rerank`, init).then(() => "answered", () => "lost"));
while (servers.slice(0, 2).some(({ requests }) => requests.length === 0)) await new Promise(setImmediate);
for (const server of servers) await server.close();
process.stdout.write(`${(await Promise.all(calls)).join()}\n`);
