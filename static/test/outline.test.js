// @ts-check
import { articlesOf } from "../js/markup/articles.js";
import { dropAt } from "../js/outline/drag.js";
import { blocksOf, rowsOf } from "../js/outline/rows.js";
import { State } from "../js/markup/state.js";
import { equal, test } from "./run.js";

const texts = ["疫情防控", "核酸检测点公布", "各区设点。", "Weather", "株洲日报", "一", "二", "三"];
/** @param {Record<string, any>} cells @param {any} [more] */
function source(cells, more = {}) {
  let at = 0;
  const sources = texts.map((text) => {
    const start = at;
    at += text.length + 2;
    return { start, end: start + text.length, text, gap: 1 };
  });
  const starts = sources.map((s) => s.start);
  const named = Object.fromEntries(Object.entries(cells).map(([name, value]) => [name.replace(/^b(\d)$/, (_, n) => `block/1/${starts[n]}`), value]));
  const state = new State({ page: 1, sources, version: 1, cells: named, problems: more.problems });
  const groups = new Set(["package"]);
  const elsewhere = more.elsewhere ?? {};
  return { state, articles: articlesOf(state, elsewhere, groups), elsewhere, tabs: more.tabs ?? [{ page: 1, words: "A1", undecided: 4 }], open: new Set(more.open), shut: new Set(more.shut), query: more.query ?? "",
    typeWords: (/** @type {string} */ id) => ({ news: "news 消息", notice: "notice 公告" })[id] ?? id };
}
/** @param {any} from */
const shown = (from) => rowsOf(from).map((r) => `${r.level} ${r.kind} ${r.article?.label ?? r.block?.number ?? r.page}`);

const cells = {
  "article/p": { type: "package" }, "article/a": { type: "news", parent: "p" }, "article/w": { type: "notice" },
  b0: { role: "package-head", article: "p", decided: true }, b1: { role: "headline", article: "a", decided: true, tail: "a" }, b3: { role: "headline", article: "w", decided: true }, b4: { role: "masthead", decided: true },
};
const whole = ["1 package P1", "2 article 1", "1 article 2", "1 undecided 6", "1 heading 1", "1 furniture 5"];
test("packages, articles, undecided runs and furniture", () => equal(shown(source(cells)), whole));
test("an open article shows its blocks, the assumed ones too", () => equal(shown(source(cells, { open: ["article/a"] })).slice(0, 5), ["1 package P1", "2 article 1", "3 block 2", "3 block 3", "1 article 2"]));
test("a shut package hides its articles", () => equal(shown(source(cells, { shut: ["article/p"] })).slice(0, 2), ["1 package P1", "1 article 2"]));

const tabs = [{ page: 1, words: "A1", undecided: 3 }, { page: 2, words: "A2", undecided: 0 }];
const other = { elsewhere: { x: { page: 2, start: 0, title: "另一版" } }, tabs };
test("other pages are rows until they are opened", () => equal(shown(source({ ...cells, "article/x": { type: "news" } }, other)).slice(-1), ["1 page 2"]));
test("an opened page lists its articles", () => equal(shown(source({ ...cells, "article/x": { type: "news" } }, { ...other, open: ["page/2"] })).slice(-2), ["1 page 2", "2 article 3"]));

const queries = /** @type {[string, string, string[]][]} */ ([
  ["a number", "2", ["1 article 2"]], ["words", "检测点", ["1 package P1", "2 article 1"]], ["initials of the pinyin", "hsjc", ["1 package P1", "2 article 1"]],
  ["a type", "notice", ["1 article 2"]], ["a type in Chinese", "公告", ["1 article 2"]], ["undecided", "undecided", ["1 package P1", "2 article 1", "1 undecided 6"]],
  ["problems", "problems", ["1 article 2"]], ["a package", "p1", ["1 package P1"]], ["nothing", "zzz", []],
]);
for (const [name, query, want] of queries) {
  test(`the filter narrows by ${name}`, () => equal(shown(source(cells, { query, problems: { "article/w": [{ kind: "no-headline", counts: true }], "article/a": [{ kind: "no-credit", hint: true }] } })), want));
}

test("a moved article stands where it was moved to", () => {
  const moved = { ...cells, "article/w": { type: "notice", place: { page: 1, offset: 0, rank: -1 } } };
  equal(shown(source(moved))[0], "1 article 1");
});
test("blocks come in reading order", () => {
  const from = source({ "article/a": { type: "news" }, b5: { role: "body", article: "a", decided: true }, b6: { role: "body", article: "a", decided: true, place: { page: 1, offset: 0, rank: 0 } } });
  equal(blocksOf(from.state, "a").map((b) => b.number), [7, 6]);
});
test("a package whose head stands on another page is over its articles here", () => {
  const apart = { "article/p": { type: "package" }, "article/a": { type: "news", parent: "p" }, b1: { role: "headline", article: "a", decided: true } };
  equal(shown(source(apart, { elsewhere: { p: { page: 2, start: 0, title: "总题" } }, tabs, open: ["page/2"] })).filter((r) => /package|article/.test(r)), ["2 package P1", "3 article 1", "2 package P1"]);
});

const row = (/** @type {any} */ r) => r;
const a = row({ key: "a", kind: "article", article: { id: "a", parent: "" } });
const b = row({ key: "b", kind: "article", article: { id: "b", parent: "" } });
const child = row({ key: "c", kind: "article", article: { id: "c", parent: "a" } });
const one = row({ key: "1", kind: "block", block: { article: "a" } });
const two = row({ key: "2", kind: "block", block: { article: "a" } });
const far = row({ key: "3", kind: "block", block: { article: "b" } });
const run = row({ key: "r", kind: "undecided", block: { article: "" } });
const drops = /** @type {[string, any, any, number, string|undefined][]} */ ([
  ["an article above another", a, b, 0.1, "before"], ["an article below another", a, b, 0.9, "after"], ["an article under another", a, b, 0.5, "into"], ["nothing on itself", a, a, 0.5, undefined],
  ["nothing under its own", a, child, 0.5, undefined], ["a block above one of its article", one, two, 0.2, "before"], ["a block below one of its article", one, two, 0.8, "after"],
  ["a block into another article", one, far, 0.2, "into"], ["a block onto an article", one, b, 0.2, "into"], ["a run onto an article", run, b, 0.9, "into"], ["an article nowhere", a, one, 0.5, undefined],
]);
for (const [name, hand, over, part, want] of drops) test(`dropped: ${name}`, () => equal(dropAt(hand, over, part)?.where, want));
