import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { exchange, type Sent } from "./__fixtures__/exchange.ts";
import type { Dialect } from "./dialect.ts";
import { dialects } from "./dialects.ts";
import { type ProviderServerOptions, startProvider } from "./provider-server.ts";

interface Exchange {
  readonly name: string;
  readonly request: Sent;
  readonly answer: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  };
}

/** Real answers of real servers; the file says of which, and when. */
const recorded: Readonly<Record<"tei" | "teiKeyed" | "infinity" | "llamacpp", readonly Exchange[]>> = JSON.parse(
  readFileSync(new URL("./__fixtures__/recorded.json", import.meta.url), "utf8"),
);

interface Recorded {
  readonly name: string;
  readonly dialect: Dialect;
  /** How the recorded server was started. */
  readonly options: ProviderServerOptions;
  readonly exchanges: readonly Exchange[];
}

const keyed = { apiKey: "test-key", limits: { maxDocuments: 8, maxConcurrent: 16 }, flags: { autoTruncate: false } };

const servers: readonly Recorded[] = [
  { name: "TEI", dialect: dialects.tei, options: {}, exchanges: recorded.tei },
  { name: "TEI with a key and small limits", dialect: dialects.tei, options: keyed, exchanges: recorded.teiKeyed },
  {
    name: "Infinity with two models",
    dialect: dialects.infinity,
    options: { flags: { models: ["ce", "emb"] } },
    exchanges: recorded.infinity,
  },
  {
    name: "llama.cpp",
    dialect: dialects.llamacpp,
    options: { flags: { models: ["/models/ce.gguf"] } },
    exchanges: recorded.llamacpp,
  },
];

/** The scores that the model of the recording gave, by index: they are put on the wire as they are. */
function scoresIn(body: string): readonly unknown[] {
  const scores: unknown[] = [];
  for (const [row] of body.matchAll(/\{[^{}]*"index":\d+[^{}]*\}/g)) {
    const { index, score, relevance_score = score } = JSON.parse(row) as Record<string, unknown>;
    scores[index as number] = relevance_score;
  }
  return scores;
}

/** Without what differs by call and port, and without the column of a mistyped field, the one figure that is approximate here. */
function settled(text: string): string {
  return text
    .replace(/"id":"infinity-[^"]*","created":\d+/, '"id":"…","created":0')
    .replace(/"unix":[\d.]+/, '"unix":0')
    .replace(/127\.0\.0\.1:\d+/, "127.0.0.1:0")
    .replace(/(into the target type: .*) at line 1 column \d+$/, "$1");
}

describe.each(servers)("$name answers as recorded", ({ dialect, options, exchanges }) => {
  it.each(exchanges)("$name", async ({ request, answer }) => {
    const scores = scoresIn(answer.body);
    await using server = await startProvider(dialect, {
      ...options,
      score: (_query, _document, index) => scores[index] ?? -99,
    });
    const got = await exchange(server.url, request);
    const headers = Object.fromEntries(
      Object.keys(answer.headers).map((name) => [name, settled(String(got.headers[name]))]),
    );
    expect({ status: got.status, headers, body: settled(got.text) }).toEqual({
      status: answer.status,
      headers: Object.fromEntries(Object.entries(answer.headers).map(([name, value]) => [name, settled(value)])),
      body: settled(answer.body),
    });
  });
});

describe("the recordings", () => {
  it("are there", () => {
    expect(servers.map(({ exchanges }) => exchanges.length)).toEqual([66, 19, 62, 64]);
  });
});
