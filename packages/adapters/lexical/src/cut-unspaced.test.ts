import { describe, expect, it } from "vitest";
import { cutUnspaced, unspacedScript } from "./cut-unspaced.ts";
import { foldText } from "./fold-text.ts";

const sentences: Record<string, readonly string[]> = {
  Thai: ["ฉันรักแมว", "เด็กกินข้าวที่โรงเรียน", "วันนี้อากาศดีมาก", "โรงเรียนอยู่ใกล้บ้าน"],
  Lao: ["ແມວກິນປາ", "ຂ້ອຍຮັກແມວ"],
  Khmer: ["ខ្ញុំស្រលាញ់ភាសាខ្មែរ", "ខ្ញុំញ៉ាំបាយ"],
  Burmese: ["မြန်မာဘာသာစကားသည်", "တရားဝင်ဘာသာစကားဖြစ်သည်"],
  Japanese: ["猫が魚を食べる", "東京は日本の首都です", "コーヒーを飲む", "検索エンジンは文書を順位付けする"],
  Chinese: ["北京是中国的首都", "我喜欢喝咖啡", "今天天气很好", "搜索引擎对文档进行排序"],
};

describe("cutUnspaced gives a run longer than its window the words that one look at all of it gives:", () => {
  it.each(Object.entries(sentences))("%s", (_, units) => {
    const run = Array.from({ length: 400 }, (_, at) => units[(at * at + (at >> 2)) % units.length]).join("");
    const whole = [...new Intl.Segmenter("en", { granularity: "word" }).segment(run)].map(({ segment }) => segment);
    expect(run.length).toBeGreaterThan(2_000);
    expect(cutUnspaced(run)).toEqual(whole);
  });
});

it("loses no letter or digit of any script it is used for", () => {
  const lost: string[] = [];
  for (let code = 0; code <= 0xffff; code++) {
    const character = String.fromCharCode(code);
    if (!/[\p{L}\p{N}]/u.test(character) || !unspacedScript.test(character)) continue;
    if (/\p{Unified_Ideograph}/u.test(character) && code % 100 > 0) continue;
    const run = foldText(character);
    if (/^[\p{L}\p{M}\p{N}]+$/u.test(run) && cutUnspaced(run).join("") !== run) lost.push(character);
  }
  expect(lost).toEqual([]);
});

it("leaves a run that no dictionary knows whole, up to its window", () => {
  const words = cutUnspaced(`${"a".repeat(2_000)}中`);
  expect(words.join("")).toHaveLength(2_001);
  expect(words.at(-1)).toBe("中");
});
