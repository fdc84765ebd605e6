import type { Reranker } from "@secondpass/core";
import { type HttpWire, testHttpAdapter } from "@secondpass/testing/http";
import { type DialectName, dialects } from "./dialects.ts";
import { infinity, llamacpp, mixedbread, together, vllm } from "./named.ts";

const factories = { vllm, infinity, llamacpp, mixedbread, together } as const;

for (const name of Object.keys(dialects) as DialectName[]) {
  const { path, request, answer, keyRequired } = dialects[name];
  const create = ({ baseUrl, apiKey }: { readonly baseUrl: string; readonly apiKey: string }): Reranker =>
    factories[name]({ url: baseUrl, apiKey, model: "mixedbread-ai/mxbai-rerank-large-v2" });
  const wire: HttpWire = {
    path: `/${path}`,
    payload: (rows) => ({
      [answer.list ?? ""]: rows.map(({ index, score }) => ({ index, [answer.score]: score })),
      usage: { total_tokens: 1 },
    }),
    list: answer.list,
    score: answer.score,
    documentsOf: (body) => (body as Record<string, readonly string[]>)[request.documents] ?? [],
  };
  testHttpAdapter(name, { create, wire, keyless: keyRequired !== true });
}
