import { defineReranker, type Ranked, type Reranker, type RerankRequest } from "@secondpass/core";
import { type ScriptedOptions, scriptedReranker } from "../scripted.ts";
import type { Subject } from "../subject.ts";

/** A reranker that breaks one law, and the same one repaired. */
export interface Twins {
  readonly broken: Subject;
  readonly repaired: Subject;
}

/** Twins by the mistake that one of them makes. */
export type TwinTable = Readonly<Record<string, { readonly breaks: string; readonly twins: Twins }>>;

/** What a twin puts round a sound reranker; `broken` false is the repair. */
export type Tamper = (inner: Reranker, broken: boolean) => Reranker;

/** Both twins, with every capability, so that no law is skipped that could speak. */
export function twins(tamper: Tamper, extra: (broken: boolean) => Partial<Subject> = () => ({})): Twins {
  const subject = (broken: boolean): Subject => {
    const make = (options?: ScriptedOptions): Reranker => tamper(scriptedReranker(options), broken);
    return {
      create: () => make(),
      createHanging: () => make({ otherwise: { hang: true } }),
      createFailing: (text) => make({ otherwise: { fail: new Error(text) } }),
      createAnswering: (answer) => make({ otherwise: { answer } }),
      createShuffled: (permute) => tamper(shuffled(permute), broken),
      ...extra(broken),
    };
  };
  return { broken: subject(true), repaired: subject(false) };
}

function shuffled(permute: <Row>(rows: readonly Row[]) => Row[]): Reranker {
  return defineReranker({
    id: "scripted:test",
    traits: { scoreScale: "similarity", pointwise: true },
    async score(request) {
      const { ranking } = await scriptedReranker().rerank(request);
      return { scores: permute(ranking) };
    },
  });
}

/** The same reranker with some members replaced. */
export function replace(inner: Reranker, members: Partial<Reranker>): Reranker {
  return {
    id: inner.id,
    traits: inner.traits,
    rerank: inner.rerank,
    warmup: inner.warmup,
    close: inner.close,
    [Symbol.asyncDispose]: inner.close,
    ...members,
  };
}

/** Tampers with the full ranking and cuts it to topN afterwards, so that one thing breaks at a time. */
export function ranking(change: (rows: readonly Ranked[], request: RerankRequest) => readonly Ranked[]): Tamper {
  return (inner, broken) =>
    replace(inner, {
      async rerank(request, options) {
        const response = await inner.rerank({ ...request, topN: undefined }, options);
        // The cut below would let a bad topN pass.
        await inner.rerank({ query: "q", documents: [], topN: request.topN });
        const { topN = request.documents.length } = request;
        const rows = broken ? change(response.ranking, request) : response.ranking;
        return { ...response, ranking: rows.slice(0, topN) };
      },
    });
}

export function replaceLast(rows: readonly Ranked[], change: (row: Ranked) => Ranked): readonly Ranked[] {
  return rows.map((row, at) => (at === rows.length - 1 ? change(row) : row));
}
