// @ts-check
// Makes first-stage.trec: every passage ranked for every question by the number of distinct words they share.
// Run: node examples/sample/make-first-stage.js

import { readFileSync, realpathSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{ _id: string, title: string, text: string }} Passage
 * @typedef {{ _id: string, text: string }} Question
 */

/** The last column of the run. */
const TAG = "shared-words";

/**
 * The distinct lowercase words of a text. No stop words are removed and nothing is stemmed.
 *
 * @param {string} text
 * @returns {Set<string>}
 */
export function distinctWords(text) {
  return new Set(text.toLowerCase().match(/[a-z0-9]+/g) ?? []);
}

/**
 * The first stage as the text of a TREC run: `qid Q0 docid rank score tag`, best first; ties by id, descending,
 * as trec_eval orders them, so that every evaluator sees the order of the file.
 *
 * @param {readonly Passage[]} passages
 * @param {readonly Question[]} questions
 * @returns {string}
 */
export function makeFirstStage(passages, questions) {
  const indexed = passages.map(({ _id, title, text }) => ({ _id, words: distinctWords(`${title} ${text}`) }));
  let run = "";
  for (const question of questions) {
    const asked = [...distinctWords(question.text)];
    const ranked = indexed
      .map(({ _id, words }) => ({ _id, score: asked.filter((word) => words.has(word)).length }))
      .sort((a, b) => b.score - a.score || (a._id < b._id ? 1 : -1)); // ties as trec_eval orders them
    for (const [index, { _id, score }] of ranked.entries()) {
      run += `${question._id} Q0 ${_id} ${index + 1} ${score} ${TAG}\n`;
    }
  }
  return run;
}

/**
 * @param {string} name a JSON Lines file beside this one
 * @returns {unknown[]}
 */
function readJsonLines(name) {
  const lines = readFileSync(new URL(name, import.meta.url), "utf8").split(/\r?\n/);
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line));
}

function main() {
  const passages = /** @type {Passage[]} */ (readJsonLines("corpus.jsonl"));
  const questions = /** @type {Question[]} */ (readJsonLines("queries.jsonl"));
  const target = new URL("first-stage.trec", import.meta.url);
  writeFileSync(target, makeFirstStage(passages, questions));
  const lines = passages.length * questions.length;
  console.log(
    `wrote ${fileURLToPath(target)}: ${questions.length} questions x ${passages.length} passages, ${lines} lines`,
  );
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main();
}
