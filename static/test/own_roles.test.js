// @ts-check
import { baseOf, isOwn, rolesOf } from "../js/markup/own_roles.js";
import { predict } from "../js/markup/predict.js";
import { State } from "../js/markup/state.js";
import { equal, test } from "./run.js";

/** @type {any[]} */
const vocabulary = [
  { id: "body", en: "body", zh: "正文", key: "B", on: "block", kind: "prose" }, { id: "headline", en: "headline", zh: "主题", key: "H", on: "block", kind: "heading" },
  { id: "ad", en: "advertisement", zh: "广告", key: "V", on: "block", kind: "stand-alone" }, { id: "body.recipe", en: "recipe", zh: "菜谱", key: "E 1", on: "block", kind: "prose" },
];

test("an own role is called after its base", () => {
  equal(["body.recipe", "body", ""].map(baseOf), ["body", "body", ""]);
  equal(["body.recipe", "body", ""].map(isOwn), [true, false, false]);
});

test("a known own role is as it was told, an unknown one is made of its base", () => {
  const roles = rolesOf(vocabulary);
  equal(roles.get("body.recipe")?.zh, "菜谱");
  equal(roles.get("headline.two-words"), { id: "headline.two-words", en: "headline · two words", zh: "主题 · two words", key: "", on: "block", kind: "heading", retired: true });
  equal([roles.get("banner.x"), roles.get("banner"), roles.get("")], [undefined, undefined, undefined]);
});

test("an own role is guessed as its base would be", () => {
  const at = (/** @type {number} */ n) => ({ page: 1, start: 10 * n, end: 10 * n + 8 });
  const sources = [0, 10, 20].map((start) => ({ start, end: start + 8, text: "十个字的一段文字", gap: 1 }));
  const state = new State({ page: 1, sources, version: 1, cells: { "article/a": { type: "news" }, "block/1/0": { role: "body.recipe", article: "a", decided: true } } });
  const guess = (/** @type {string} */ role) => predict({ kind: "role", blocks: [at(1)], role, new: "b" }, { state, roles: rolesOf(vocabulary), id: "step" })?.cells;
  equal(guess("headline.star")?.["block/1/10"], { role: "headline.star", article: "b", decided: true, tail: "b" });
  equal(guess("ad.classified")?.["article/b"], { type: "ad" });
  equal(guess("body.recipe")?.["block/1/10"].article, "a");
});
