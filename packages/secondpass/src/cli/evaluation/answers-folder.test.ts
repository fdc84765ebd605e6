import { homedir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { answersFile, answersFolder } from "./answers-folder.ts";

it.each([
  [{ XDG_CACHE_HOME: "/c" }, "linux", "/c/secondpass/answers"],
  [{}, "linux", join(homedir(), ".cache/secondpass/answers")],
  [{}, "darwin", join(homedir(), "Library/Caches/secondpass/answers")],
  [{ LOCALAPPDATA: "/local" }, "win32", "/local/secondpass/answers"],
  [{}, "win32", join(homedir(), "AppData/Local/secondpass/answers")],
] as const)("answers are kept where %j on %s says", (env, platform, folder) => {
  expect(answersFolder(env, platform)).toBe(folder);
});

it("ids that differ have files that differ, in one folder", () => {
  const ids = ["tei:host:80", "tei:host_80", "onnx:a/b", "onnx:a\\b", "../up", "onnx:ü"];
  const files = ids.map((id) => answersFile("/c", id));
  expect(new Set(files).size).toBe(ids.length);
  expect(files.map((file) => join(file, ".."))).toEqual(ids.map(() => "/c"));
  expect(answersFile("/c", "onnx:a/b")).toBe("/c/onnx%3aa%2fb.jsonl");
});
