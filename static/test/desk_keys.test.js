// @ts-check
import { grammar, tablesOf } from "../js/lib/key_grammar.js";
import { actFor } from "../js/markup/acts.js";
import { suggestionTitle } from "../js/markup/suggestion_words.js";
import { equal, test } from "./run.js";

const vocabulary = /** @type {import("../js/lib/key_grammar.js").Vocabulary} */ ({
  roles: [{ id: "headline", en: "headline", zh: "主题", key: "H", on: "block" }, { id: "person", en: "person", zh: "人名", key: "", on: "span" }],
  types: [{ id: "news", en: "news", zh: "消息", key: "N" }],
});
const modes = /** @type {import("../js/lib/key_grammar.js").Mode[]} */ (["desk", "desk-caret", "desk-mark", "desk-text", "desk-points"]);

test("no key but Shift and a role starts an article at the desk", () => {
  const tables = tablesOf(vocabulary);
  for (const mode of modes) {
    const starting = Object.entries(tables[mode]).filter(([, command]) => command.do === "start" || command.start).map(([key]) => key);
    equal(starting.filter((key) => !key.startsWith("S-")), [], mode);
  }
});

test("Enter and its like decide only while the block has the focus, and no text in it", () => {
  const command = grammar(vocabulary);
  equal(modes.map((mode) => command("Enter", mode)?.do ?? ""), ["desk-next", "", "", "", ""]);
  equal(modes.map((mode) => command("C-Enter", mode)?.do ?? ""), ["desk-pass", "", "", "", ""]);
  equal(modes.map((mode) => command("C-Backspace", mode)?.do ?? ""), ["desk-return", "", "", "", ""]);
});

test("digits mean something only in the list of points", () => {
  const command = grammar(vocabulary);
  equal(modes.map((mode) => command("3", mode) ?? null), [null, null, null, null, { do: "desk-check", n: 3 }]);
});

test("letters mark selected text as at the workbench", () => {
  const command = grammar(vocabulary);
  for (const key of ["y", "d", "r", "h", "s", "g", "m", "p", "o", "f", "l", "t", "i", "a", "k", "j", "e", "u", "w", "x", ","]) equal(command(key, "desk-text"), command(key, "text"), key);
});

test("an act is made of what a page knows without cells", () => {
  const block = { page: 2, start: 5, end: 17, article: "a", doubtful: true, cut: true };
  const known = { joinTo: () => ({ page: 0, end: 0 }), marks: () => [], blockAt: () => undefined, blocks: () => [], pictureIn: () => "", cells: { get: () => undefined, has: () => false } };
  const context = /** @type {any} */ ({ state: known, articles: new Map([["a", { headless: true }]]), focus: block, range: [block], text: "", caret: 5, selection: null, mark: null, newID: () => "new" });
  const extent = { page: 2, start: 5, end: 17 };
  equal(actFor({ do: "join" }, context), { act: { kind: "unjoin", block: extent } });
  equal(actFor({ do: "doubt" }, context), { act: { kind: "doubt", blocks: [extent], doubtful: false } });
  equal(actFor({ do: "headless" }, context), { act: { kind: "headless", article: "a", headless: false } });
  equal(actFor({ do: "cut" }, context), { act: { kind: "uncut", page: 2, at: 5 } });
});

test("every act that may be suggested has words", () => {
  const places = { at: () => "block 3", article: () => "article 1", title: () => "", quote: () => "words", marked: () => "words" };
  const extent = { page: 1, start: 0, end: 5 };
  const act = { blocks: [extent], block: extent, article: "a", span: "s", role: "person", type: "news", at: [extent], page: 1, start: 0, end: 5, text: "x" };
  const unsaid = suggestionTitle(places, { ...act, kind: "unknown" });
  const kinds = ["role", "start", "decide", "merge", "join", "unjoin", "glue", "assign", "undecide", "cut", "uncut", "span", "unmark", "respan", "rename", "attribute", "type", "title",
    "headless", "edit", "nest", "unnest", "doubt", "turn", "correct", "uncorrect", "picture", "unpicture", "move", "withhold", "lift", "reject"];
  equal(kinds.filter((kind) => suggestionTitle(places, { ...act, kind }) === unsaid), []);
});
