import type { CallOptions, Reranker, RerankRequest, RerankResponse } from "@secondpass/core";
import { canary } from "../canary.ts";
import { type FaultServer, type FaultServerOptions, startFaultServer } from "../faults/fault-server.ts";
import { type Settled, settle } from "../settle.ts";
import type { HttpEndpoint, HttpSubject } from "./subject.ts";

/** What the laws ask. Documents are told apart by their text, since their scores come from it. */
export const question: RerankRequest = {
  query: canary.query,
  documents: [
    "A violin has four strings.",
    canary.document,
    "Butter melts in a warm pan – à 30 °C, 🧈.",
    "The train is late.",
  ],
};

/** Well below what counts as hanging, and well above what any answer takes. */
const defaultBudgetMs = 4_000;

/** A document's right score, in (0, 1): a hash (FNV-1a), so that no rule of thumb finds it. */
export function scoreOf(document: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(document)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return (Math.floor(hash / 2 ** 12) + 1) / (2 ** 20 + 2);
}

/** Runs `use` with a server that speaks the subject's dialect. */
export async function withServer(
  { wire }: HttpSubject,
  use: (server: FaultServer) => Promise<void>,
  options: FaultServerOptions = {},
): Promise<void> {
  const goodBody = (requestText: string): unknown =>
    wire.payload(wire.documentsOf(JSON.parse(requestText)).map((text, index) => ({ index, score: scoreOf(text) })));
  const server = await startFaultServer({
    goodBody,
    rows: { list: wire.list, index: "index", score: wire.score },
    ...options,
  });
  try {
    await use(server);
    if (server.problems.length > 0) throw new Error(`the subject's wire does not fit: ${server.problems.join("; ")}`);
  } finally {
    await server.close();
  }
}

/** Runs `use` with a fresh reranker, and closes it. */
export async function withReranker<T>(
  subject: HttpSubject,
  endpoint: Partial<HttpEndpoint> & { readonly baseUrl: string },
  use: (reranker: Reranker) => Promise<T>,
): Promise<T> {
  const reranker = await subject.create({ apiKey: canary.key, ...endpoint });
  try {
    return await use(reranker);
  } finally {
    await reranker.close();
  }
}

/** Asks the question, and says how that ended. */
export function ask(
  reranker: Reranker,
  options: CallOptions = {},
  request: RerankRequest = question,
): Promise<Settled<RerankResponse>> {
  const own = { ...request, documents: [...request.documents] };
  return settle(reranker.rerank(own, { timeoutMs: defaultBudgetMs, ...options }));
}

/** Asks a fresh reranker for whom every request meets the fault. */
export function askUnder(
  subject: HttpSubject,
  server: FaultServer,
  fault: string,
  options: CallOptions = {},
): Promise<Settled<RerankResponse>> {
  const ca = subject.takesCa ? server.ca : undefined;
  return withReranker(subject, { baseUrl: server.urlOf(fault), ca }, (reranker) => ask(reranker, options));
}

/** So many looks, 5 ms apart: counted, since on a busy machine time passes without anything happening. */
const usualLooks = 250;

/** Waits for something to become true that needs a moment; false where it does not, after so long that it never will. */
export async function eventually(isTrue: () => boolean, mostLooks: number = usualLooks): Promise<boolean> {
  for (let look = 0; look < mostLooks && !isTrue(); look++) {
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return isTrue();
}
