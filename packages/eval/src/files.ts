export { type AnswerFile, openAnswerFile } from "./files/answer-file.ts";
