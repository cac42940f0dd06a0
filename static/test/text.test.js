// @ts-check
import { endsOpen, lastWords, likelyCuts, step, trim, wordAt } from "../js/lib/text.js";
import { initials } from "../js/lib/pinyin.js";
import { newID } from "../js/lib/ids.js";
import { equal, test } from "./run.js";

test("open and closed ends are told apart", () => {
  equal(["携手走出一", "维护市场秩序。", "他说:“好。”", "of the Dutch", "the end.", "(待续)"].map(endsOpen), [true, false, false, true, false, false]);
});

test("briefs are cut before their marks", () => {
  const text = "●植物园开放夜场。●三路公交改道。【旧电池】本报讯";
  equal(likelyCuts(text, "zh").map((at) => text.slice(at, at + 2)), ["●三", "【旧"]);
});

test("a text without marks is cut at its sentences", () => {
  equal(likelyCuts("第一句。第二句。", "zh"), [4]);
});

test("steps go by what a reader sees as one letter", () => {
  equal([step("a𠮷b", 1, 1, "grapheme", "zh"), step("a👩‍👧b", 6, -1, "grapheme", "en")], [3, 1]);
});

test("words and sentences have steps of their own", () => {
  equal([step("one two three", 0, 1, "word", "en"), step("一句。二句。", 0, 1, "sentence", "zh"), step("一句。二句。", 6, -1, "sentence", "zh")], [4, 3, 3]);
});

test("a double click takes the word", () => equal(wordAt("one two three", 5, "en"), [4, 7]));
test("white space at the ends is no part of a mark", () => equal(trim("　a b ", 0, 5), [1, 4]));
test("the last words are short", () => equal(["共同体,携手走出一", "the affairs of the Dutch ", "出版物号CN 43-0005", "end."].map(lastWords), [",携手走出一", "the Dutch", "3-0005", "end."]));
test("headlines are found by the initials of their pinyin", () => equal(initials("防疫不放松 生产“加速跑”"), "fybfsscjsp"));
test("ids have 26 characters of the alphabet and differ", () => {
  const ids = Array.from({ length: 200 }, newID);
  equal([ids.every((id) => /^[a-z2-7]{26}$/.test(id)), new Set(ids).size], [true, 200]);
});
