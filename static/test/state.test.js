// @ts-check
import { articlesOf, packageOf, textOf } from "../js/markup/articles.js";
import { State } from "../js/markup/state.js";
import { equal, test } from "./run.js";

const texts = ["一标题", "二正文走", "三正文。", "四图片。", "五正文。"];
const groups = new Set(["package", "section", "sidebars"]);

/** Blocks of the texts, one blank line apart.
 *  @param {Record<string, any>} cells @returns {State} */
function state(cells) {
  let at = 0;
  const sources = texts.map((text) => {
    const start = at;
    at += [...text].length + 2;
    return { start, end: at - 2, text, gap: 1 };
  });
  return new State({ page: 1, sources, version: 1, cells, problems: {} });
}

/** What the blocks look like: number, role, article, state.
 *  @param {State} s */
const looks = (s) => s.blocks().map((b) => [b.number, b.role, b.article, b.state].join(" ").trim());

test("a page without cells is undecided", () => {
  equal(looks(state({})), ["1   undecided", "2   undecided", "3   undecided", "4   undecided", "5   undecided"]);
});

test("a tail makes the run below assumed body, until a block with a cell ends it", () => {
  const s = state({ "block/1/0": { role: "headline", article: "a", decided: true, tail: "a" }, "block/1/17": { role: "masthead", decided: true }, "article/a": { type: "news" } });
  equal(looks(s), ["1 headline a decided", "2 body a assumed", "3 body a assumed", "4 masthead  decided", "5   undecided"]);
});

test("a block with an empty cell is undecided and passes its tail on", () => {
  const s = state({ "block/1/0": { role: "headline", article: "a", decided: true, tail: "a" }, "block/1/5": { tail: "a" } });
  equal(looks(s), ["1 headline a decided", "2   undecided", "3 body a assumed", "4 body a assumed", "5 body a assumed"]);
});

test("a role that is not decided is assumed", () => {
  equal(looks(state({ "block/1/0": { role: "kicker", article: "a" } }))[0], "1 kicker a assumed");
});

test("cuts make blocks, and numbers are counted again", () => {
  const s = state({ "cut/1/7": true, "block/1/7": { role: "headline", article: "b", decided: true, tail: "b" } });
  equal(s.blocks().map((b) => [b.number, b.start, b.end, b.cut, textOf(s, b)]), [[1, 0, 3, false, "一标题"], [2, 5, 7, false, "二正"], [3, 7, 9, true, "文走"],
    [4, 11, 15, false, "三正文。"], [5, 17, 21, false, "四图片。"], [6, 23, 27, false, "五正文。"]]);
  equal(looks(s).slice(1, 4), ["2   undecided", "3 headline b decided", "4 body b assumed"]);
});

test("a cut taken back makes one block again", () => {
  const s = state({ "cut/1/7": true });
  const touched = s.fold({ version: 2, cells: { "cut/1/7": null } });
  equal([[...touched.texts], s.blocks().length, s.blocks()[1].end], [[1], 5, 9]);
});

test("a cell never goes back a version", () => {
  const s = state({});
  s.fold({ version: 5, cells: { "block/1/0": { role: "headline", decided: true } } });
  s.fold({ version: 4, cells: { "block/1/0": { role: "body", decided: true }, "block/1/5": { role: "deck", decided: true } } });
  equal([s.version, s.blocks()[0].role, s.blocks()[1].role], [5, "headline", "deck"]);
});

test("reading everything again empties what is not named", () => {
  const s = state({ "block/1/0": { role: "headline", decided: true }, "join/1/9": { page: 1, start: 11, glue: "none" } });
  s.replace({ version: 9, cells: { "block/1/5": { role: "body", decided: true } }, problems: {} });
  equal([looks(s).slice(0, 2), s.joinFrom(s.blocks()[1]) ?? null], [["1   undecided", "2 body  decided"], null]);
});

test("marks are found in their block, the outer ones first, and clipped at cuts", () => {
  const cells = { "span/outer": { role: "byline", at: [{ page: 1, start: 11, end: 15 }] }, "span/inner": { role: "person", parent: "outer", at: [{ page: 1, start: 11, end: 13 }] },
    "correction/c": { page: 1, start: 14, end: 15, text: "！" } };
  const s = state(cells);
  equal(s.marks(s.blocks()[2]).map((m) => [m.id, m.start, m.end, s.depth(m)]), [["outer", 11, 15, 0], ["inner", 11, 13, 1], ["c", 14, 15, 0]]);
  s.fold({ version: 2, cells: { "cut/1/12": true } });
  equal(s.marks(s.blocks()[2]).map((m) => [m.id, m.start, m.end]), [["outer", 11, 12], ["inner", 11, 12]]);
  equal([...s.fold({ version: 3, cells: { "span/outer": null } }).texts], [2], "the source block that was touched");
});

test("spans of the same words stand by depth, role and id, a correction inside", () => {
  const at = [{ page: 1, start: 11, end: 13 }];
  const s = state({ "correction/0": { page: 1, start: 11, end: 13, text: "！" }, "span/a": { role: "place", at }, "span/c": { role: "organisation", at }, "span/b": { role: "label", at, parent: "c" } });
  equal(s.marks(s.blocks()[2]).map((m) => m.id), ["c", "a", "b", "0"]);
});

test("a span moved to another block touches both", () => {
  const s = state({ "span/x": { role: "place", at: [{ page: 1, start: 0, end: 2 }] } });
  equal([...s.fold({ version: 2, cells: { "span/x": { role: "place", at: [{ page: 1, start: 5, end: 6 }] } } }).texts], [0, 1]);
});

test("joins are found from both ends", () => {
  const s = state({ "join/1/9": { page: 1, start: 17, glue: "none", certain: true } });
  equal([s.joinFrom(s.blocks()[1])?.start, s.joinTo(s.blocks()[3])?.end], [17, 9]);
  s.fold({ version: 2, cells: { "join/1/9": null } });
  equal([s.joinFrom(s.blocks()[1]) ?? null, s.joinTo(s.blocks()[3]) ?? null], [null, null]);
});

const issue = {
  "article/p": { type: "package" }, "article/x": { type: "news", parent: "p" }, "article/y": { type: "news", parent: "p" }, "article/far": { type: "news", title: "远" },
  "block/1/0": { role: "package-head", article: "p", decided: true }, "block/1/5": { role: "headline", article: "x", decided: true, tail: "x" },
  "block/1/17": { role: "headline", article: "y", decided: true }, "block/1/23": { role: "body", article: "far", decided: true },
};

test("articles are numbered in reading order, packages apart, those of earlier pages first", () => {
  const found = articlesOf(state(issue), { far: { page: 0, start: 5, title: "远" } }, groups);
  equal([...found.values()].map((a) => [a.id, a.label, a.title]), [["far", "1", "远"], ["p", "P1", "一标题"], ["x", "2", "二正文走"], ["y", "3", "四图片。"]]);
});

test("neighbours differ in colour, and packages have none", () => {
  const found = articlesOf(state(issue), {}, groups);
  equal([...found.values()].map((a) => [a.id, a.colour]), [["p", 0], ["x", 1], ["y", 2], ["far", 3]]);
});

test("an article that returns takes no colour of its neighbours", () => {
  const body = (/** @type {string} */ article) => ({ role: "body", article, decided: true });
  const cells = { "article/a": { type: "news" }, "article/b": { type: "news" }, "block/1/0": body("a"), "block/1/5": body("b"), "block/1/11": body("a") };
  const found = articlesOf(state(cells), {}, groups);
  equal([found.get("a")?.colour, found.get("b")?.colour], [1, 2]);
});

test("the rail of a package stands beside its heading and its members", () => {
  const s = state(issue);
  const found = articlesOf(s, {}, groups);
  equal(s.blocks().map((b) => packageOf(found, b)), ["p", "p", "p", "p", ""]);
});

test("only blocks that look different are named", () => {
  const s = state({});
  const headline = { role: "headline", article: "a", decided: true, tail: "a" };
  equal([...s.fold({ version: 2, cells: { "article/a": { type: "news" }, "block/1/5": headline } }).blocks], [5, 11, 17, 23]);
  equal([...s.fold({ version: 3, cells: { "block/1/17": { role: "body", article: "a", decided: true, tail: "a" } } }).blocks], [17]);
  equal([looks(s), s.undecided()], [["1   undecided", "2 headline a decided", "3 body a assumed", "4 body a decided", "5 body a assumed"], 3]);
  equal([...s.fold({ version: 4, cells: { "block/1/5": null } }).blocks], [5, 11]);
});

test("the order in which cells are heard of does not matter", () => {
  const cells = { "article/a": { type: "news" }, "article/b": { type: "news" }, "block/1/0": { role: "headline", article: "a", decided: true, tail: "a" }, "cut/1/7": true,
    "block/1/7": { role: "headline", article: "b", decided: true, tail: "b" }, "block/1/17": { tail: "a" }, "join/1/21": { page: 1, start: 23, glue: "none" } };
  const names = /** @type {(keyof typeof cells)[]} */ (Object.keys(cells));
  const whole = state(cells);
  for (let turn = 0; turn < names.length; turn++) {
    const s = state({});
    [...names.slice(turn), ...names.slice(0, turn)].forEach((name, i) => s.fold({ version: i + 2, cells: { [name]: cells[name] } }));
    equal([looks(s), s.undecided(), [...s.members.of].sort()], [looks(whole), whole.undecided(), [...whole.members.of].sort()], `from ${names[turn]}`);
  }
});

test("a guess stands until its act is answered, and gives way to what the server says", () => {
  const s = state({});
  s.guess("x", { "block/1/0": { role: "headline", article: "a", decided: true } });
  s.guess("y", { "block/1/0": { role: "kicker", article: "a", decided: true } });
  s.fold({ version: 5, cells: { "block/1/0": { role: "body", article: "a", decided: true } } });
  equal(s.blocks()[0].role, "kicker", "before any answer");
  s.settle("x");
  equal(s.blocks()[0].role, "kicker", "after the first answer");
  s.settle("y");
  equal(s.blocks()[0].role, "body", "after both");
});

test("a guess that is refused leaves nothing", () => {
  const s = state({ "block/1/5": { role: "body", article: "a", decided: true } });
  s.guess("x", { "block/1/0": { role: "headline", article: "b", decided: true, tail: "b" }, "article/b": { type: "news" }, "block/1/5": null });
  equal(looks(s).slice(0, 2), ["1 headline b decided", "2 body b assumed"]);
  s.settle("x");
  equal([looks(s).slice(0, 2), s.articles.size], [["1   undecided", "2 body a decided"], 0]);
});
