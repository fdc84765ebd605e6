import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makeFirstStage } from "./make-first-stage.js";

interface Passage {
  _id: string;
  title: string;
  text: string;
}

interface Question {
  _id: string;
  text: string;
}

interface Judgement {
  questionId: string;
  passageId: string;
  grade: number;
}

function readText(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8").replaceAll("\r\n", "\n");
}

function readLines(name: string): string[] {
  return readText(name).trimEnd().split("\n");
}

function field(line: string, separator: string, index: number): string {
  const value = line.split(separator)[index];
  if (value === undefined) throw new Error(`field ${index} is missing: ${line}`);
  return value;
}

const passages = readLines("corpus.jsonl").map((line) => JSON.parse(line) as Passage);
const questions = readLines("queries.jsonl").map((line) => JSON.parse(line) as Question);
const [qrelsHeader, ...qrelsLines] = readLines("qrels/test.tsv");
const judgements = qrelsLines.map(
  (line): Judgement => ({
    questionId: field(line, "\t", 0),
    passageId: field(line, "\t", 1),
    grade: Number(field(line, "\t", 2)),
  }),
);

const passageIds = passages.map((passage) => passage._id);
const questionIds = questions.map((question) => question._id);

// Words that say nothing about the subject, with the letters an apostrophe leaves behind.
const STOP_LIST =
  "a an and as but can do does don for how i in is it its m my of on our s should t that the to we what when";
const STOP_WORDS = new Set(STOP_LIST.split(" "));

/** Two words count as one when their first five letters agree; shorter words have to be equal. */
function contentStems(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return new Set(words.filter((word) => !STOP_WORDS.has(word)).map((word) => word.slice(0, 5)));
}

/** For each grade-2 passage of a question, the part of the question's content words that it shares, 0 to 1. */
function sharedWithBest(question: Question): number[] {
  const asked = [...contentStems(question.text)];
  return judgements
    .filter((judgement) => judgement.questionId === question._id && judgement.grade === 2)
    .map((judgement) => {
      const passage = passages.find((candidate) => candidate._id === judgement.passageId);
      if (passage === undefined) throw new Error(`no passage ${judgement.passageId}`);
      const stems = contentStems(`${passage.title} ${passage.text}`);
      return asked.filter((stem) => stems.has(stem)).length / asked.length;
    });
}

function wordingClass(question: Question): string {
  const shares = sharedWithBest(question);
  if (shares.some((share) => share === 0)) return "paraphrase";
  return shares.some((share) => share > 0.5) ? "shares most" : "in between";
}

describe("the passages and questions", () => {
  it("has 60 to 64 passages with unique ids, titles and texts", () => {
    expect(passages.length).toBeGreaterThanOrEqual(60);
    expect(passages.length).toBeLessThanOrEqual(64);
    expect(new Set(passageIds).size).toBe(passages.length);
    for (const passage of passages) {
      expect(passage.title.trim(), passage._id).not.toBe("");
      expect(passage.text.trim(), passage._id).not.toBe("");
    }
  });

  it("has 12 questions with unique ids", () => {
    expect(questions).toHaveLength(12);
    expect(new Set(questionIds).size).toBe(12);
    for (const question of questions) expect(question.text.trim(), question._id).not.toBe("");
  });
});

describe("the judgements", () => {
  it("name existing questions and passages, once per pair, with a grade of 0, 1 or 2", () => {
    expect(qrelsHeader).toBe("query-id\tcorpus-id\tscore");
    for (const { questionId, passageId, grade } of judgements) {
      expect(questionIds).toContain(questionId);
      expect(passageIds).toContain(passageId);
      expect([0, 1, 2]).toContain(grade);
    }
    const pairs = judgements.map(({ questionId, passageId }) => `${questionId} ${passageId}`);
    expect(new Set(pairs).size).toBe(pairs.length);
  });

  it("give every question a passage of grade 2", () => {
    for (const question of questions) expect(sharedWithBest(question).length, question._id).toBeGreaterThan(0);
  });
});

describe("the wording of the questions", () => {
  it("shares no content word with a best passage in at least 4 questions", () => {
    const found = questions.filter((question) => sharedWithBest(question).some((share) => share === 0));
    expect(found.length).toBeGreaterThanOrEqual(4);
  });

  it("shares more than half of the content words with a best passage in at least 4 questions", () => {
    const found = questions.filter((question) => sharedWithBest(question).some((share) => share > 0.5));
    expect(found.length).toBeGreaterThanOrEqual(4);
  });

  it("is as the table in the README says", () => {
    const rows = readLines("README.md").filter((line) => /^\| q\d\d \|/.test(line));
    const stated = rows.map((row) => row.split("|").map((cell) => cell.trim()));
    expect(stated.map((cells) => [cells[1], cells[2], cells[3]])).toEqual(
      questions.map((question) => [question._id, question.text, wordingClass(question)]),
    );
  });
});

describe("the first stage", () => {
  const rows = readLines("first-stage.trec");

  it("ranks every passage once for every question, by falling score", () => {
    expect(rows).toHaveLength(questions.length * passages.length);
    for (const questionId of questionIds) {
      const own = rows.filter((row) => field(row, " ", 0) === questionId);
      expect(own.map((row) => field(row, " ", 2)).sort()).toEqual([...passageIds].sort());
      expect(own.map((row) => Number(field(row, " ", 3)))).toEqual(own.map((_, index) => index + 1));
      const scores = own.map((row) => Number(field(row, " ", 4)));
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      for (const row of own) {
        expect(field(row, " ", 1)).toBe("Q0");
        expect(field(row, " ", 5)).toBe("shared-words");
      }
    }
  });

  it("is what make-first-stage.js makes of the passages and questions", () => {
    expect(makeFirstStage(passages, questions)).toBe(readText("first-stage.trec"));
  });
});
