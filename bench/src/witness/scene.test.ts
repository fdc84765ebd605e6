import { expect, it } from "vitest";
import { must } from "./check.ts";
import { playScene } from "./scene.ts";

it("makes every check, those after a failed one too, and ends the server", async () => {
  let killed = 0;
  const start = async () => ({ url: "http://127.0.0.1:1", kill: async () => void killed++ });
  const heard: string[] = [];
  const scene = {
    title: "as it comes",
    start,
    checks: () => [
      { name: "one", run: async () => must(false, "it did not") as never },
      { name: "two", run: async () => "it did" },
    ],
  };
  expect(await playScene(scene, (check) => heard.push(check))).toEqual({
    findings: [
      { check: "one", verdict: "FAILED", detail: "it did not" },
      { check: "two", verdict: "ok", detail: "it did" },
    ],
  });
  expect(heard).toEqual(["starting as it comes", "one", "two"]);
  expect(killed).toBe(1);
});

it("says why a server did not start", async () => {
  const start = () => Promise.reject(new Error("no such model"));
  expect(await playScene({ title: "t", start, checks: () => [] }, () => {})).toEqual({ notStarted: "no such model" });
});
