import { createServer, type Server } from "node:http";
import { randomNumbers } from "../overhead/texts.ts";

/** Documents in every answer. */
const count = 100;

const random = randomNumbers(count);
const scores = Array.from({ length: count }, () => random());

/** Rows as providers name their parts, best first, as they send them. */
function rows(scoreName: string): readonly object[] {
  return scores
    .map((score, index) => ({ index, [scoreName]: score }))
    .sort((a, b) => Number(b[scoreName]) - Number(a[scoreName]));
}

const answers: Readonly<Record<string, unknown>> = {
  cohere: { id: "1", results: rows("relevance_score"), meta: { billed_units: { search_units: 1 } } },
  voyage: { object: "list", data: rows("relevance_score"), model: "rerank-2.5", usage: { total_tokens: 9000 } },
  jina: { model: "m", usage: { total_tokens: 9000 }, results: rows("relevance_score") },
  vllm: { id: "1", model: "m", usage: { total_tokens: 9000 }, results: rows("relevance_score") },
  tei: rows("score"),
};
const texts = Object.fromEntries(Object.entries(answers).map(([name, answer]) => [name, JSON.stringify(answer)]));

/** A server that answers every request at once, in the form that the first part of its path names, with the same scores. */
export function answeringServer(): Server {
  return createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.setHeader("content-type", "application/json");
      response.end(texts[request.url?.split("/")[1] ?? ""]);
    });
  });
}
