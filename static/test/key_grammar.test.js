// @ts-check
import { chord, grammar, token } from "../js/lib/key_grammar.js";
import { equal, test } from "./run.js";

const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
const vocabulary = /** @type {import("../js/lib/key_grammar.js").Vocabulary} */ ({
  roles: [{ id: "headline", en: "headline", zh: "主题", key: "H", on: "block" }, { id: "noise", en: "noise", zh: "误识字符", key: "E N", on: "block" },
    { id: "byline", en: "byline", zh: "署名", key: "Y", on: "both" }, { id: "person", en: "person", zh: "人名", key: "", on: "span" }],
  types: [{ id: "news", en: "news", zh: "消息", key: "N" }, { id: "package", en: "package", zh: "组合报道", key: "", group: true }],
});

const events = /** @type {[string, any, string][]} */ ([
  ["a letter", { key: "h", code: "KeyH" }, "h"],
  ["a letter with Caps Lock is not shifted", { key: "H", code: "KeyH" }, "h"],
  ["a letter with Shift", { key: "H", code: "KeyH", shiftKey: true }, "S-h"],
  ["Ctrl and a letter", { key: "z", code: "KeyZ", ctrlKey: true }, "C-z"],
  ["Cmd counts as Ctrl", { key: "z", code: "KeyZ", metaKey: true }, "C-z"],
  ["Ctrl, Shift and an arrow", { key: "ArrowLeft", code: "ArrowLeft", ctrlKey: true, shiftKey: true }, "C-S-Left"],
  ["the question mark", { key: "?", code: "Slash", shiftKey: true }, "?"],
  ["plus", { key: "+", code: "Equal", shiftKey: true }, "+"],
  ["an input method that took the letter", { key: "Process", code: "KeyH", keyCode: 229 }, "h"],
  ["an input method that took the bracket", { key: "Process", code: "BracketLeft", keyCode: 229 }, "["],
  ["an input method that took the question mark", { key: "Process", code: "Slash", keyCode: 229, shiftKey: true }, "?"],
  ["a Cyrillic letter", { key: "р", code: "KeyH" }, "h"],
  ["a Korean letter", { key: "ㅗ", code: "KeyH" }, "h"],
  ["the French place of a letter is read by what it types", { key: "a", code: "KeyQ" }, "a"],
  ["Chinese brackets", { key: "【", code: "BracketLeft" }, "["],
  ["a Chinese semicolon", { key: "；", code: "Semicolon" }, ";"],
  ["a Chinese full stop", { key: "。", code: "Period" }, "."],
  ["a Chinese comma", { key: "，", code: "Comma" }, ","],
  ["a Chinese enumeration comma", { key: "、", code: "Slash" }, "/"],
  ["a Chinese question mark", { key: "？", code: "Slash", shiftKey: true }, "?"],
  ["a bracket typed with AltGr", { key: "[", code: "Digit8", ctrlKey: true, altKey: true, getModifierState: (/** @type {string} */ n) => n === "AltGraph" }, "["],
  ["Shift and a sign that has no name of its own", { key: ":", code: "Semicolon", shiftKey: true }, "S-;"],
  ["Shift and a digit", { key: "(", code: "Digit9", shiftKey: true }, "S-9"],
  ["a digit that needs Shift", { key: "9", code: "Digit9", shiftKey: true }, "9"],
  ["a sign of another layout is nothing", { key: "&", code: "Digit1" }, ""],
  ["the Chinese colon", { key: "：", code: "Semicolon", shiftKey: true }, "S-;"],
  ["Chinese quotation marks", { key: "“", code: "Quote", shiftKey: true }, "S-'"],
  ["the backslash", { key: "\\", code: "Backslash" }, "\\"],
  ["Alt and a sign", { key: "…", code: "Semicolon", altKey: true }, "A-;"],
  ["F9", { key: "F9", code: "F9" }, "F9"],
  ["Space", { key: " ", code: "Space" }, "Space"],
  ["while composing nothing", { key: "h", code: "KeyH", isComposing: true }, ""],
  ["Tab is left alone", { key: "Tab", code: "Tab" }, ""],
  ["F5 is left alone", { key: "F5", code: "F5" }, ""],
  ["Shift alone is nothing", { key: "Shift", code: "ShiftLeft", shiftKey: true }, ""],
]);
for (const [name, event, want] of events) test(`token: ${name}`, () => equal(token({ ...plain, ...event }), want));

test("with Caps Lock a letter is no start of an article, and Shift still is one", () => {
  const locked = { ...plain, code: "KeyH", getModifierState: (/** @type {string} */ n) => n === "CapsLock" };
  equal([token({ ...locked, key: "H" }), token({ ...locked, key: "h", shiftKey: true })], ["h", "S-h"]);
});

test("on a Mac Option and an arrow go by words, elsewhere they are the browser's", () => {
  const option = { ...plain, key: "ArrowLeft", code: "ArrowLeft", altKey: true };
  equal([token(option, true), token({ ...option, shiftKey: true }, true), token(option, false), token({ ...option, key: "ArrowUp", code: "ArrowUp" }, true)], ["C-Left", "C-S-Left", "A-Left", "A-Up"]);
});

const meanings = /** @type {[string, string, any, any][]} */ ([
  ["a role key sets the role", "h", "block", { do: "role", role: "headline" }],
  ["with Shift a new article starts", "S-h", "block", { do: "role", role: "headline", start: true }],
  ["in the caret the letters act on the block", "h", "caret", { do: "role", role: "headline" }],
  ["with text selected a letter makes a span", "p", "text", { do: "span", role: "person" }],
  ["with text selected a block's letter does nothing", "b", "text", undefined],
  ["Enter starts an article", "Enter", "block", { do: "start" }],
  ["Enter in the caret cuts and starts", "Enter", "caret", { do: "cut", start: true }],
  ["arrows move by blocks", "Down", "block", { do: "move", by: 1 }],
  ["arrows in the caret move by letters", "Right", "caret", { do: "step", by: "grapheme", to: 1 }],
  ["an arrow enters the text", "Right", "block", { do: "caret", to: "start" }],
  ["with Shift it selects from there", "S-Right", "block", { do: "caret", to: "start", select: true }],
  ["brackets go from article to article", "]", "block", { do: "article", by: 1 }],
  ["brackets in the caret choose a mark", "]", "caret", { do: "mark", by: 1 }],
  ["Shift and an arrow move a mark's end", "S-Right", "mark", { do: "edge-of-mark", side: "end", to: 1 }],
  ["Z takes back everywhere", "z", "text", { do: "undo" }],
  ["digits are pages", "3", "block", { do: "tab", n: 3 }],
  ["digits are no pages with text selected", "3", "text", undefined],
]);
for (const [name, key, mode, want] of meanings) test(`meaning: ${name}`, () => equal(grammar(vocabulary)(key, mode), want));

test("the letters behind E come from the vocabulary", () => {
  equal(chord("else", vocabulary), [{ key: "n", words: "noise", command: { do: "role", role: "noise" } },
    { key: "g", words: "picture placed here, or taken back", command: { do: "picture" } }]);
});
test("types without a key are not listed, and 0 says no headline", () => {
  equal(chord("type", vocabulary).map((c) => c.key), ["n", "0"]);
});
