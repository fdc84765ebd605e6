import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { bare, rowsUnder, section } from "./__fixtures__/page.ts";
import type { Dialect } from "./dialect.ts";
import { compatibleProvider } from "./provider.ts";

const [, json = ""] = /^```json\n(.*?)^```$/ms.exec(section("### An example")) ?? [];
const example = JSON.parse(json) as { readonly dialect: Dialect };

afterEach(() => vi.unstubAllEnvs());

/** What a server of Model Studio's shape was asked: alibabacloud.com/help/en/model-studio/text-rerank-api. */
interface Seen {
  readonly path: string | undefined;
  readonly key: string | undefined;
  readonly body: {
    readonly model: string;
    readonly input: { readonly query: string; readonly documents: readonly string[] };
    readonly parameters: unknown;
  };
}

interface ModelStudio extends AsyncDisposable {
  readonly url: string;
  readonly seen: readonly Seen[];
}

/** A server of that shape: the share of the query's words that a document has; or always this refusal. */
async function startModelStudio(refusal?: readonly [status: number, body: object]): Promise<ModelStudio> {
  const seen: Seen[] = [];
  const server = createServer(async (incoming, response) => {
    const body = JSON.parse((await buffer(incoming)).toString()) as Seen["body"];
    seen.push({ path: incoming.url, key: incoming.headers.authorization, body });
    const [status, answer] = refusal ?? [200, answerTo(body)];
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
}

function answerTo({ input: { query, documents } }: Seen["body"]): object {
  const words = query.split(" ");
  const scores = documents.map((text) => words.filter((word) => text.includes(word)).length / words.length);
  const results = scores.map((relevance_score, index) => ({ index, relevance_score }));
  results.sort((a, b) => b.relevance_score - a.relevance_score);
  return { output: { results }, usage: { total_tokens: 79 }, request_id: "85ba5752" };
}

const request = { query: "a river", documents: ["coffee", "the bank of a river"] };

/** The example, as read from a file, with this server's address. */
function rerankerAt(url: string) {
  return compatibleProvider.create(compatibleProvider.parse({ ...example, url }));
}

describe("the example of the documentation", () => {
  it("reranks with a server of that shape", async () => {
    vi.stubEnv("DASHSCOPE_API_KEY", "test-key");
    await using server = await startModelStudio();
    await using reranker = await rerankerAt(server.url);
    await reranker.warmup();
    expect(server.seen).toEqual([]);
    const { ranking, usage, warnings } = await reranker.rerank({ ...request, topN: 1, instruction: "prefer news" });
    expect(ranking).toMatchObject([{ index: 1, score: 1 }]);
    expect([usage, warnings]).toEqual([{ requests: 1, tokens: 79 }, []]);
    expect(server.seen).toEqual([
      {
        path: "/api/v1/services/rerank/text-rerank/text-rerank",
        key: "Bearer test-key",
        body: {
          model: "qwen3-rerank",
          input: request,
          parameters: { top_n: 2, instruct: "prefer news", return_documents: false },
        },
      },
    ]);
  });

  it("splits what is over 500 documents", async () => {
    vi.stubEnv("DASHSCOPE_API_KEY", "test-key");
    await using server = await startModelStudio();
    await using reranker = await rerankerAt(server.url);
    const documents = Array.from({ length: 900 }, (_, at) => `text ${at}`);
    expect((await reranker.rerank({ query: "text", documents })).outcome.scored).toBe(900);
    expect(server.seen.map(({ body }) => body.input.documents.length)).toEqual([450, 450]);
  });

  it.each([
    [400, { code: "Arrearage", message: "Access denied." }, "quota", "a payment is overdue"],
    [
      400,
      { code: "InvalidParameter", message: "Range of input length should be [1, 4000]" },
      "input_too_large",
      "long",
    ],
    [400, { code: "InvalidParameter", message: "no" }, "bad_request", ""],
    [401, { code: "InvalidApiKey", message: "Invalid API-key provided." }, "auth", "key"],
    [429, { code: "Throttling.RateQuota", message: "Requests rate limit exceeded" }, "rate_limit", ""],
  ])("%i %j is %s", async (status, body, code, hint) => {
    vi.stubEnv("DASHSCOPE_API_KEY", "test-key");
    await using server = await startModelStudio([status, body]);
    await using reranker = await rerankerAt(server.url);
    const message = expect.stringContaining(hint);
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code, status, message });
  });

  it("asks for the key by its variable", async () => {
    vi.stubEnv("DASHSCOPE_API_KEY", "");
    await using reranker = await rerankerAt("http://127.0.0.1:9");
    const message = expect.stringContaining("set DASHSCOPE_API_KEY");
    await expect(reranker.warmup()).rejects.toMatchObject({ code: "auth", message });
  });

  it.each(rowsUnder("### What the checks say"))("%s is refused: %s", (instead, says) => {
    const wrong = JSON.parse(`{${bare(instead)}}`);
    // Long lists are cut on the page.
    const [start = "", cut] = bare(says).split("…");
    const message = cut === undefined ? start : expect.stringContaining(start);
    expect(() => compatibleProvider.parse({ ...example, dialect: { ...example.dialect, ...wrong } })).toThrow(
      expect.objectContaining({ code: "misconfigured", message }),
    );
  });
});
