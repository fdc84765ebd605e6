import { describe, expect, it } from "vitest";
import { segmentWords } from "./segment-words.ts";
import { sliceLength } from "./text-slices.ts";

const cases: Record<string, readonly [text: string, words: string]> = {
  English: ["Don’t panic: the dogs' owner isn't 'here'.", "don't panic the dogs owner isn't here"],
  "English with hyphens, dots and digits": ["e-mail to foo_bar@x.org, 3.14 km²", "e mail to foo bar x org 3 14 km2"],
  German: ["Die Straße in Köln heißt „Große Bleiche“.", "die strasse in köln heisst grosse bleiche"],
  French: ["L’été, c’est où ?", "l'été c'est où"],
  Greek: ["Η ΟΔΟΣ και ο Σίσυφος", "η οδοσ και ο σίσυφοσ"],
  Russian: ["Ёлка — это дерево", "ёлка это дерево"],
  Ukrainian: ["П’ять імен, м'ята й памʼять", "п'ять імен м'ята й пам'ять"],
  Arabic: ["الكِتَابُ، عَلَى الطَّـــاوِلَةِ؟", "الكتاب على الطاولة"],
  "Arabic letters with hamza and madda": ["آمن أكل إلى سؤال", "آمن أكل إلى سؤال"],
  Persian: ["می‌خواهم کتاب‌ها را بخوانم", "میخواهم کتابها را بخوانم"],
  Hebrew: ["הספר על השולחן", "הספר על השולחן"],
  Hindi: ["मैं हिन्दी पढ़ता हूँ।", "मैं हिन्दी पढ़ता हूँ"],
  Korean: ["도서관에서 책을 읽는다.", "도서관에서 책을 읽는다"],
  Thai: ["ฉันรักแมว แมวกินปลา", "ฉัน รัก แมว แมว กิน ปลา"],
  "Thai with the vowel AM": ["ผมดื่มน้ำเย็น", "ผม ดื่ม น้ำ เย็น"],
  Lao: ["ແມວກິນປາ", "ແມວ ກິນ ປາ"],
  Japanese: ["東京は日本の首都です。猫が魚を食べる", "東京 は 日本 の 首都 です 猫 が 魚 を 食べる"],
  "Japanese in half width": ["ｺｰﾋｰを飲む", "コーヒー を 飲む"],
  Chinese: ["北京是中国的首都。猫吃鱼", "北京 是 中国 的 首都 猫 吃 鱼"],
  "scripts in one run": ["iPhoneを買う", "iphone を 買う"],
};

describe("segmentWords finds the words of", () => {
  it.each(Object.entries(cases))("%s", (_, [text, words]) => {
    // In both: Hindi's nukta letters have one form after NFKC, and it is not the one that keyboards give.
    expect(segmentWords(text)).toEqual(words.normalize("NFKC").replaceAll("\u0E4D\u0E32", "\u0E33").split(" "));
  });
});

describe("segmentWords lets spellings meet", () => {
  it.each([
    ["STRASSE", "STRAẞE", "Straße", "strasse"],
    ["ΟΔΟΣ", "οδος", "οδοσ"],
    ["İstanbul", "Istanbul", "ıstanbul", "istanbul"],
    ["don't", "don’t", "DON‘T", "donʼt", "don＇t"],
    ["café", "cafe\u0301", "CAFÉ", "CAFE\u0301"],
    ["ΐ", "ι\u0308\u0301", "Ϊ\u0301"],
    ["ｆｉｎｄ", "ﬁnd", "find"],
    ["محمد", "مُحَمَّد", "محـــمد", "ﻣﺤﻤﺪ"],
    ["هذا", "هٰذا"],
    ["น้ำ", "น\u0E49\u0E4D\u0E32", "น\u0E4D\u0E49\u0E32"],
    ["ນ້ຳ", "ນ\u0EC9\u0ECD\u0EB2"],
    ["क़लम", "क\u093Cलम"],
    ["が", "か\u3099", "ｶﾞ".normalize("NFKC").replace("ガ", "が")],
    ["word", "wo\u00ADrd", "wo\u200Drd", "wo\u200Crd", "wo\u2060rd", "\uFEFFwo\uFE0Frd", "wo\u202Er\u2066d\u200F"],
  ])("%s", (...spellings) => {
    const [first, ...others] = spellings.map((spelling) => segmentWords(spelling));
    expect(first).toHaveLength(1);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe("segmentWords takes anything", () => {
  it.each([
    ["", []],
    [" \n\t ", []],
    ["!?… —", []],
    ["'''", []],
    ["🙂 👩‍👩‍👧 ❤️", []],
    ["\u0301\u0308", []],
    ["a\u0000b", ["a", "b"]],
    ["zero\u200Bwidth\u200Bspace", ["zero", "width", "space"]],
    ["\uD800left \uDC00right\uD800", ["left", "right"]],
    ["a\uD800b", ["a", "b"]],
    ["constructor __proto__", ["constructor", "proto"]],
  ])("%j", (text, expected) => {
    expect(segmentWords(text)).toEqual(expected);
  });

  it("a million Thai characters without a space, word for word", () => {
    const words = segmentWords("แมวกินปลา".repeat(110_000));
    // A slice has no place to be cut at here, so one word in each may come in halves.
    const halved = Math.ceil((9 * 110_000) / sliceLength);
    expect(words.join("") === "แมวกินปลา".repeat(110_000)).toBe(true);
    expect(words.length).toBeLessThanOrEqual(330_000 + halved);
    expect(words.filter((word) => word === "ปลา").length).toBeGreaterThanOrEqual(110_000 - halved);
  });

  it("half a million marks on one letter, which canonical ordering alone would need minutes for", () => {
    expect(segmentWords(`a${"\u0315\u0300".repeat(250_000)} b`).at(-1)).toBe("b");
  });

  it("half a million letters, joiners, apostrophes or ideographs in one run", () => {
    for (const unit of ["a", "a\u200D", "a'", "中a", "i\u0307", "\uD800"]) {
      expect(segmentWords(unit.repeat(500_000)).every((word) => word.length > 0)).toBe(true);
    }
  });
});
