import type { Asked, DialectSettings, Row } from "./dialect.ts";

type Scale = "probability" | "logit";

/** Every document's score, in input order. */
export function scored(asked: Asked, server: DialectSettings, scale: Scale = "probability"): readonly Row[] {
  return asked.documents.map((document, index) => ({
    index,
    score: server.scoreOf(asked.query, document, index, scale),
  }));
}

/** The best first, ties in input order; `top` of them, where it is given. */
export function ranked(asked: Asked, server: DialectSettings, top?: number, scale?: Scale): readonly Row[] {
  return scored(asked, server, scale)
    .toSorted((one, other) => heightOf(other) - heightOf(one))
    .slice(0, top);
}

/** The score as something to sort by: what is no number comes last. */
export function heightOf({ score }: Row): number {
  return typeof score === "number" && !Number.isNaN(score) ? score : -Number.MAX_VALUE;
}
