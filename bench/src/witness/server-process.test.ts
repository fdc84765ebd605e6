import { expect, it } from "vitest";
import { freePort, startServer } from "./server-process.ts";

const program = process.execPath;

/** Answers `/health` with the status, and says what it was started with. */
const serving = (port: number, status: number): string =>
  `require("node:http").createServer((_, answer) => answer.writeHead(${status}).end(process.env.HF_HUB_OFFLINE + process.env.OWN)).listen(${port}, "127.0.0.1")`;

it("waits until a server is well, and ends it", async () => {
  const port = await freePort();
  const server = await startServer({ program, args: ["-e", serving(port, 200)], env: { OWN: "own" }, port });
  expect(await (await fetch(`${server.url}/health`)).text()).toBe("1own");
  await server.kill();
  await expect(fetch(`${server.url}/health`)).rejects.toThrow();
  await server.kill();
});

it("says what a program said that ended", async () => {
  const args = ["-e", "console.error('no such model'); process.exit(3)"];
  await expect(startServer({ program, args, port: await freePort() })).rejects.toThrow("no such model");
});

it("says that there is no such program", async () => {
  const starting = startServer({ program: "/nowhere/at-all", args: [], port: await freePort() });
  await expect(starting).rejects.toThrow("ENOENT");
});
