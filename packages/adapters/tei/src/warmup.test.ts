import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { teiAndServer } from "./__fixtures__/server.ts";
import { teiProvider } from "./provider.ts";
import { tei } from "./tei.ts";

afterEach(() => vi.unstubAllEnvs());

const request = { query: "a river", documents: ["the river bank", "coffee"] };

describe("warmup", () => {
  it("asks the server, and scores nothing", async () => {
    const { reranker, server } = await teiAndServer({ limits: { maxDocuments: 16, maxTokens: 256 } });
    await using _ = reranker;
    const before = reranker.traits.revision;
    await reranker.warmup();
    expect(reranker.traits.limits?.maxDocuments).toBe(16);
    expect(reranker.traits.revision).not.toBe(before);
    expect(server.requests).toEqual([]);
  });

  it("tries one word where the server may not be asked, and goes on with what is usual", async () => {
    const { reranker, server } = await teiAndServer({ flags: { infoHidden: true } });
    await using _ = reranker;
    await reranker.warmup();
    expect(server.requests.map(({ json }) => json)).toMatchObject([{ query: "a", texts: ["a"] }]);
    expect(reranker.traits.limits?.maxDocuments).toBe(32);
  });

  it("refuses a model that is no reranker behind a hidden /info, too", async () => {
    const { reranker } = await teiAndServer({ flags: { infoHidden: true, modelType: "classifier" } });
    await using _ = reranker;
    await expect(reranker.warmup()).rejects.toMatchObject({ code: "misconfigured", status: 424 });
  });

  it("says what the model is instead", async () => {
    const { reranker } = await teiAndServer({ flags: { modelType: "classifier", models: ["org/sentiment"] } });
    await using _ = reranker;
    const message = 'tei: the server has no reranker but the classifier model "org/sentiment"';
    await expect(reranker.warmup()).rejects.toMatchObject({ code: "misconfigured", message });
  });

  it("refuses a server with a default prompt", async () => {
    const { reranker } = await teiAndServer({ flags: { defaultPrompt: true } });
    await using _ = reranker;
    await reranker.warmup();
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "misconfigured", status: 422 });
  });

  it.each([
    [403, "auth"],
    [404, "misconfigured"],
    [500, "server_error"],
    [503, "overloaded"],
  ])("where everything is %i, it is %s", async (status, code) => {
    await using server = await always(status);
    await using reranker = tei({ url: server.url });
    await expect(reranker.warmup()).rejects.toMatchObject({ code, status });
  });

  it("tells a web page from TEI", async () => {
    await using server = await always(200, "<!doctype html>");
    await using reranker = tei({ url: server.url });
    await expect(reranker.warmup()).rejects.toMatchObject({ code: "malformed" });
  });
});

/** A server that answers everything alike. */
async function always(status: number, body = ""): Promise<{ readonly url: string } & AsyncDisposable> {
  const server = createServer((incoming, response) => {
    incoming.resume();
    response.writeHead(status, { "content-type": "text/html" }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe("the key", () => {
  it("comes from TEI_API_KEY, and none is needed", async () => {
    vi.stubEnv("TEI_API_KEY", "from-the-environment");
    const { reranker, server } = await teiAndServer({ apiKey: "from-the-environment" });
    await using _ = reranker;
    await reranker.warmup();
    await reranker.rerank(request);
    expect(server.requests[0]?.headers.authorization).toBe("Bearer from-the-environment");
  });

  it("a Hugging Face token is not sent to servers that are not theirs", async () => {
    vi.stubEnv("TEI_API_KEY", "");
    vi.stubEnv("HF_TOKEN", "hf_secret");
    const { reranker, server } = await teiAndServer();
    await using _ = reranker;
    await reranker.rerank(request);
    expect(server.requests[0]?.headers.authorization).toBeUndefined();
  });

  it("is sent to their endpoints, which takes https", async () => {
    vi.stubEnv("TEI_API_KEY", "");
    vi.stubEnv("HF_TOKEN", "hf_secret");
    const url = "http://abc.us-east-1.aws.endpoints.huggingface.cloud";
    await using reranker = tei({ url });
    const message = expect.stringContaining("can be read on the way");
    await expect(reranker.rerank(request)).rejects.toMatchObject({ code: "misconfigured", message });
  });
});

describe("id and options", () => {
  it.each([
    ["http://localhost:8080", "tei:localhost:8080"],
    ["http://reranker", "tei:reranker:80"],
    ["https://gateway.example/tei/small/", "tei:gateway.example:443/tei/small"],
    ["http://[::1]:8080/", "tei:[::1]:8080"],
  ])("%s is %s", (url, id) => {
    expect(tei({ url }).id).toBe(id);
  });

  it("the revision depends on what changes scores, and not on the place", () => {
    const revision = (more: object) => tei({ url: "http://a", ...more }).traits.revision;
    const other = [{ truncate: false }, { truncationDirection: "left" }, { rawScores: true }].map(revision);
    expect(new Set([revision({}), ...other]).size).toBe(4);
    const same = [{ url: "http://b" }, { truncationDirection: "right" }, { maxDocuments: 8, apiKey: "x" }].map(
      revision,
    );
    expect(new Set([revision({}), ...same]).size).toBe(1);
  });

  it("the scale follows the scores, unless the caller knows better", () => {
    const scale = (more: object) => tei({ url: "http://a", ...more }).traits.scoreScale;
    expect([scale({}), scale({ rawScores: true }), scale({ scoreScale: "unknown" })]).toEqual([
      "probability",
      "logit",
      "unknown",
    ]);
  });

  it("a shorthand is an address", () => {
    const options = teiProvider.parse(teiProvider.shorthand?.("http://localhost:8080"));
    expect(options).toEqual({ url: "http://localhost:8080" });
  });

  it.each([
    [{}, "the option url is needed"],
    [{ url: "localhost:8080" }, "the option url must be a URL that starts with http:// or https://"],
    [{ url: "http://a", model: "x" }, "the option model is unknown; known: url"],
    [{ url: "http://a", truncationDirection: "middle" }, 'the option truncationDirection must be "left" or "right"'],
    [{ url: "http://a", maxBytes: 10 }, "the option maxBytes must be a whole number of bytes, at least 4096, is 10"],
    [{ url: "http://a", apiKey: "x" }, "the option apiKey cannot stand in configuration: set TEI_API_KEY"],
    ["http://a", "the options must be an object"],
  ])("%j is refused: %s", (input, message) => {
    expect(() => teiProvider.parse(input)).toThrow(
      expect.objectContaining({ code: "misconfigured", message: expect.stringContaining(message) }),
    );
  });

  it("an instruction is ignored with a warning", async () => {
    const { reranker } = await teiAndServer();
    await using _ = reranker;
    const { warnings } = await reranker.rerank({ ...request, instruction: "prefer news" });
    expect(warnings.map(({ code }) => code)).toEqual(["instruction_ignored"]);
  });
});
