// The server of the outage: TEI's dialect in a process of its own, so that it can really be killed. Argument: its port, 0 for any.
import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { dialects, startProvider } from "@secondpass/testing/wire";

const { url } = await startProvider(dialects.tei, { delayMs: 2 });
const { hostname, port } = new URL(url);

// The provider listens wherever there is room; one that comes back must be found where it was.
const front = createServer((client) => {
  const server = connect(Number(port), hostname);
  carry(client, server);
  carry(server, client);
});
front.listen(Number(process.argv[2] ?? 0), "127.0.0.1");
await once(front, "listening");
process.send?.((front.address() as AddressInfo).port);
process.on("disconnect", () => process.exit());

function carry(from: Socket, to: Socket): void {
  from.on("error", () => to.destroy()).pipe(to);
}
