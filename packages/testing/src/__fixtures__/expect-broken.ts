import { describe, expect, it } from "vitest";
import { checkHttpLaw, httpLaws } from "../http-laws.ts";
import type { CarelessAdapter } from "./careless-answers.ts";

/** So many mutated answers show any mistake that is here. */
const mutations = 60;

/** Registers a test for each careless adapter: it breaks the law that is meant for it, and no other. */
export function expectBroken(adapters: Readonly<Record<string, CarelessAdapter>>): void {
  describe.each(Object.entries(adapters))("an adapter that %s", (_, { breaks, breaksToo = [], subject }) => {
    it(`breaks "${breaks}"`, async () => {
      const broken: string[] = [];
      for (const law of httpLaws) {
        const { verdict } = await checkHttpLaw(law, { ...subject, mutations });
        if (verdict === "broken") broken.push(law.name);
      }
      expect(broken.toSorted()).toEqual([breaks, ...breaksToo].toSorted());
    });
  });
}
