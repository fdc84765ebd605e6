import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { absoluteFolder, isFolder } from "./folder.ts";

it.each(["./minilm", "../minilm", ".", "/models/minilm", "~/minilm", "C:\\models", "d:/models"])(
  "%s is a folder",
  (name) => {
    expect(isFolder(name)).toBe(true);
  },
);

it.each(["minilm", "models/minilm", "cross-encoder/ms-marco-MiniLM-L6-v2"])("%s is a hub's id", (name) => {
  expect(isFolder(name)).toBe(false);
});

it("resolves relative folders and the home folder", () => {
  expect(absoluteFolder("./minilm")).toBe(resolve("minilm"));
  expect(absoluteFolder("~/minilm")).toBe(join(homedir(), "minilm"));
  expect(absoluteFolder("/models/~x")).toBe(resolve("/models/~x"));
});
