// @ts-check
// The grammar of keys: from an event to a token, from a token to a command. It holds no rules about
// marks and never touches the document.

import { moved } from "./keymap.js";
import { entryName, t } from "./locale.js";

/** @typedef {{do: string, [more: string]: any}} Command */
/** @typedef {"block"|"caret"|"mark"|"text"|"desk"|"desk-caret"|"desk-mark"|"desk-text"|"desk-points"} Mode what the next key acts on */
/** @typedef {{key: string, code: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean, isComposing?: boolean,
 *   keyCode?: number, getModifierState?: (name: string) => boolean}} KeyLike */
/** @typedef {{id: string, en: string, zh: string, key: string, on: "block"|"span"|"both", furniture?: boolean, kind?: string, retired?: boolean}} Role */
/** @typedef {{id: string, en: string, zh: string, key: string, group?: boolean}} Type */
/** @typedef {{roles: Role[], types: Type[]}} Vocabulary */

const named = /** @type {Record<string, string>} */ ({
  ArrowUp: "Up", ArrowDown: "Down", ArrowLeft: "Left", ArrowRight: "Right", PageUp: "PgUp", PageDown: "PgDn", " ": "Space",
  Home: "Home", End: "End", Enter: "Enter", Backspace: "Backspace", Delete: "Delete", Escape: "Escape", F2: "F2",
});
const chinese = /** @type {Record<string, string>} */ ({ "【": "[", "】": "]", "、": "/", "。": ".", "，": ",", "；": ";", "？": "?", "－": "-", "＋": "+", "＝": "=", "＇": "'" });
const places = /** @type {Record<string, [string, string]>} */ ({
  BracketLeft: ["[", "["], BracketRight: ["]", "]"], Slash: ["/", "?"], Period: [".", "."], Comma: [",", ","], Semicolon: [";", ";"],
  Minus: ["-", "-"], Equal: ["=", "+"], NumpadAdd: ["+", "+"], NumpadSubtract: ["-", "-"], Space: ["Space", "Space"], Enter: ["Enter", "Enter"],
  NumpadEnter: ["Enter", "Enter"], Backspace: ["Backspace", "Backspace"], Quote: ["'", "'"], Backslash: ["\\", "\\"], Backquote: ["`", "`"],
});
const functions = /^F(2|4|8|9)$/;

const apple = /^(Mac|iP)/.test(globalThis.navigator?.platform ?? "");

/** The name of a key with its modifiers, such as "h", "S-h", "C-z" or "S-Down"; "" for a key that
 *  means nothing here. An input method (229) or another script is read by the key's place. On a Mac
 *  Option goes by words, as Ctrl does elsewhere.
 *  @param {KeyLike} event @param {boolean} [mac] @returns {string} */
export function token(event, mac = apple) {
  if (event.isComposing) return "";
  const graph = event.getModifierState?.("AltGraph") ?? false;
  const control = (event.ctrlKey || event.metaKey) && !graph;
  const [base, made] = baseOf(event);
  if (!base) return "";
  if (mac && event.altKey && !control && (base === "Left" || base === "Right")) return `C-${event.shiftKey ? "S-" : ""}${base}`;
  return (control ? "C-" : "") + (event.altKey && !graph ? "A-" : "") + (event.shiftKey && !made ? "S-" : "") + base;
}

/** The name of the key without modifiers, and whether Shift went into the sign: it makes ? of /, but
 *  leaves a letter, an arrow and what has no name of its own.
 *  @param {KeyLike} event @returns {[string, boolean]} */
function baseOf(event) {
  const processed = event.keyCode === 229 || event.key === "Process" || event.key === "Unidentified";
  if (!processed) {
    if (named[event.key]) return [named[event.key], false];
    if (functions.test(event.key)) return [event.key, false];
    const key = chinese[event.key] ?? event.key;
    if (/^[a-z]$/i.test(key)) return [key.toLowerCase(), false];
    if (/^[0-9[\]/?.,;+\-='\\`]$/.test(key)) return [key, true];
    if (key.length > 1 || (/^[ -~]$/.test(key) && !event.shiftKey)) return ["", false];
  }
  return byPlace(event);
}

/** @param {KeyLike} event @returns {[string, boolean]} */
function byPlace({ code, shiftKey }) {
  if (/^Key[A-Z]$/.test(code)) return [code.slice(3).toLowerCase(), false];
  if (/^(Digit|Numpad)[0-9]$/.test(code)) return [code.slice(-1), false];
  const [plain, shifted] = places[code] ?? [named[code] ?? "", named[code] ?? ""];
  return shiftKey ? [shifted, plain !== shifted] : [plain, false];
}

/** @type {Record<string, Command>} keys that mean the same in every mode */
const always = {
  "C-k": { do: "palette" }, "C-z": { do: "undo" }, "C-y": { do: "redo" }, "C-S-z": { do: "redo" }, z: { do: "undo" }, "S-z": { do: "redo" },
  "?": { do: "help" }, "/": { do: "find" }, "C-f": { do: "find" }, F2: { do: "title" }, Escape: { do: "out" }, ".": { do: "repeat" },
  n: { do: "undecided", by: 1 }, "S-n": { do: "undecided", by: -1 }, p: { do: "problem", by: 1 }, "S-p": { do: "problem", by: -1 },
  PgUp: { do: "page", by: -1 }, PgDn: { do: "page", by: 1 }, "S-PgUp": { do: "page", by: -1, extend: true }, "S-PgDn": { do: "page", by: 1, extend: true },
  "C-Home": { do: "edge", by: -1 }, "C-End": { do: "edge", by: 1 },
  "0": { do: "proof" }, "A-g": { do: "guidelines" }, "S-w": { do: "reading" },
};

/** @type {Record<string, Command>} */
const block = {
  Up: { do: "move", by: -1 }, Down: { do: "move", by: 1 }, "S-Up": { do: "move", by: -1, extend: true }, "S-Down": { do: "move", by: 1, extend: true },
  Home: { do: "edge", by: -1 }, End: { do: "edge", by: 1 }, "S-Home": { do: "edge", by: -1, extend: true }, "S-End": { do: "edge", by: 1, extend: true },
  Left: { do: "caret", to: "end" }, Right: { do: "caret", to: "start" }, ";": { do: "likely" },
  "S-Left": { do: "caret", to: "end", select: true }, "S-Right": { do: "caret", to: "start", select: true },
  "C-Left": { do: "caret", to: "end", by: "word" }, "C-Right": { do: "caret", to: "start", by: "word" },
  Space: { do: "decide" }, Enter: { do: "start" }, Backspace: { do: "merge" }, j: { do: "join" }, "S-j": { do: "chord", name: "ends" }, "C-j": { do: "glue" },
  e: { do: "chord", name: "else" }, "S-e": { do: "chord", name: "else", start: true }, t: { do: "chord", name: "type" }, a: { do: "chord", name: "assign" },
  "-": { do: "unnest" }, "+": { do: "nest" }, "=": { do: "nest" }, "A-Up": { do: "reorder", by: -1 }, "A-Down": { do: "reorder", by: 1 },
  "A-S-Up": { do: "reorder", by: -1, article: true }, "A-S-Down": { do: "reorder", by: 1, article: true },
  u: { do: "undecide" }, "S-u": { do: "undecide", article: true }, ",": { do: "doubt" }, "[": { do: "article", by: -1 }, "]": { do: "article", by: 1 },
  x: { do: "cut" }, w: { do: "correct" }, q: { do: "query" }, "S-q": { do: "query", on: "article" }, "A-q": { do: "query", on: "issue" }, F8: { do: "fix" }, F4: { do: "dismiss" }, "`": { do: "answer" }, "\\": { do: "take" },
};
for (let i = 1; i <= 9; i++) block[String(i)] = { do: "tab", n: i };

/** @type {Record<string, Command>} */
const caret = {
  Left: { do: "step", by: "grapheme", to: -1 }, Right: { do: "step", by: "grapheme", to: 1 },
  "S-Left": { do: "step", by: "grapheme", to: -1, select: true }, "S-Right": { do: "step", by: "grapheme", to: 1, select: true },
  "C-Left": { do: "step", by: "word", to: -1 }, "C-Right": { do: "step", by: "word", to: 1 },
  "C-S-Left": { do: "step", by: "word", to: -1, select: true }, "C-S-Right": { do: "step", by: "word", to: 1, select: true },
  "C-Up": { do: "step", by: "sentence", to: -1 }, "C-Down": { do: "step", by: "sentence", to: 1 },
  "C-S-Up": { do: "step", by: "sentence", to: -1, select: true }, "C-S-Down": { do: "step", by: "sentence", to: 1, select: true },
  Up: { do: "line", to: -1 }, Down: { do: "line", to: 1 }, "S-Up": { do: "line", to: -1, select: true }, "S-Down": { do: "line", to: 1, select: true },
  Home: { do: "bound", to: -1 }, End: { do: "bound", to: 1 }, "S-Home": { do: "bound", to: -1, select: true }, "S-End": { do: "bound", to: 1, select: true },
  Enter: { do: "cut", start: true }, "[": { do: "mark", by: -1 }, "]": { do: "mark", by: 1 }, "S-;": { do: "likely", select: true },
};

/** @type {Record<string, Command>} */
const mark = {
  "S-Left": { do: "edge-of-mark", side: "end", to: -1 }, "S-Right": { do: "edge-of-mark", side: "end", to: 1 },
  "C-S-Left": { do: "edge-of-mark", side: "start", to: -1 }, "C-S-Right": { do: "edge-of-mark", side: "start", to: 1 },
  Delete: { do: "unmark" }, Backspace: { do: "unmark" }, u: { do: "unmark" },
};

/** The letters that make a span of the selected text. */
export const spanLetters = /** @type {Record<string, string>} */ ({
  y: "byline", d: "dateline", r: "credit", h: "run-in-head", s: "subhead", g: "signature", m: "folio", p: "person", o: "person-role", f: "source",
  l: "place", t: "date", i: "issuer", a: "salutation", k: "speaker", j: "jump",
});

/** The letters behind E for the selected text. */
export const spanElse = /** @type {Record<string, string>} */ ({
  k: "kicker", f: "staff-line", i: "issue-date", w: "weekday", l: "lunar-date", n: "issue-number", c: "page-count", p: "page-number", s: "section-name",
  u: "publisher", r: "serial-number", m: "motto", y: "price", t: "part-number", x: "index-head", h: "weather-head",
});

/** @type {Record<string, Command>} */
const text = { u: { do: "unmark" }, Delete: { do: "unmark" }, Backspace: { do: "unmark" }, w: { do: "correct" }, e: { do: "chord", name: "span-else" }, x: { do: "cut" }, ",": { do: "doubt" }, q: { do: "query" }, "S-q": { do: "query", on: "article" }, "A-q": { do: "query", on: "issue" } };
for (const [letter, role] of Object.entries(spanLetters)) text[letter] = { do: "span", role };

/** @type {Record<string, Command>} keys of the desk at which a set is reviewed, whatever is chosen there */
const deskUnpicked = {
  Space: { do: "desk-read" }, n: { do: "desk-unread", by: 1 }, "S-n": { do: "desk-unread", by: -1 }, p: { do: "desk-point", by: 1 }, "S-p": { do: "desk-point", by: -1 },
};
/** @type {Record<string, Command>} what takes something back of the focused block, or makes it unread */
const deskBack = { Backspace: { do: "desk-take-back" }, u: { do: "desk-again" } };
/** @type {Record<string, Command>} */
const desk = {
  Enter: { do: "desk-next" }, "C-Enter": { do: "desk-pass" }, "C-Backspace": { do: "desk-return" },
  Up: { do: "desk-move", by: -1 }, Down: { do: "desk-move", by: 1 }, Home: { do: "desk-edge", by: -1 }, End: { do: "desk-edge", by: 1 },
  "[": { do: "desk-part", by: -1 }, "]": { do: "desk-part", by: 1 },
};
/** @type {Record<string, Command>} */
const deskPoints = {};
for (let i = 1; i <= 9; i++) deskPoints[String(i)] = { do: "desk-check", n: i };

// What the desk shares with the workbench, by mode: the keys of the block, of the caret in it, and of selected text.
const everywhere = ["z", "C-z", "S-z", "C-y", "C-S-z", "?", "Escape"];
const sharedAnywhere = [...everywhere, ",", "x", "w", "q", "S-q", ";"];
const sharedUnpicked = [...sharedAnywhere, "e", "S-e", "t", "j", "a", "\\"];
const sharedBlock = [...sharedUnpicked, "S-Up", "S-Down", "S-Home", "S-End", "Left", "Right", "S-Left", "S-Right", "C-Left", "C-Right"];

/** @template T @param {Record<string, T>} table @param {string[]} keys @returns {Record<string, T>} */
const only = (table, keys) => Object.fromEntries(keys.map((key) => [key, table[key]]));

/** The tables of the desk.
 *  @param {Record<string, Command>} roles @param {Record<string, Record<string, Command>>} bench the tables of the workbench
 *  @returns {Record<"desk"|"desk-caret"|"desk-mark"|"desk-text"|"desk-points", Record<string, Command>>} */
function deskTables(roles, bench) {
  const inText = Object.fromEntries(Object.entries(caret).filter(([key]) => key !== "Enter")); // which starts an article in the workbench alone
  const carets = { ...roles, ...only(bench.block, sharedUnpicked), ...inText, ...deskUnpicked };
  return {
    desk: { ...roles, ...only(bench.block, sharedBlock), ...deskUnpicked, ...deskBack, ...desk },
    "desk-caret": { ...carets, ...deskBack },
    "desk-mark": { ...carets, ...mark },
    "desk-text": { ...only(bench.text, everywhere), ...inText, ...Object.fromEntries(Object.entries(text).filter(([key]) => key !== "A-q")), ";": block[";"] },
    "desk-points": { ...only(bench.block, everywhere), ...deskPoints },
  };
}

/** @param {Vocabulary} vocabulary @returns {Record<string, Command>} the letters that set a block's role */
function roleKeys(vocabulary) {
  /** @type {Record<string, Command>} */
  const keys = {};
  for (const role of vocabulary.roles) {
    if (role.on === "span" || !/^[A-Z]$/.test(role.key)) continue;
    keys[role.key.toLowerCase()] = { do: "role", role: role.id };
    keys[`S-${role.key.toLowerCase()}`] = { do: "role", role: role.id, start: true };
  }
  return keys;
}

/** All keys and what they do, by mode, before anybody moved one.
 *  @param {Vocabulary} vocabulary @returns {Record<Mode, Record<string, Command>>} */
export function tablesOf(vocabulary) {
  const roles = roleKeys(vocabulary);
  const blocks = { ...always, ...roles, ...block };
  const carets = { ...blocks, ...caret };
  const bench = { block: blocks, caret: carets, mark: { ...carets, ...mark }, text: { ...always, ...caret, ...text, ";": block[";"] } };
  return { ...bench, ...deskTables(roles, bench) };
}

/** A function from token and mode to the command, undefined if the key means nothing.
 *  @param {Vocabulary} vocabulary @returns {(token: string, mode: Mode) => Command|undefined} */
export function grammar(vocabulary) {
  const tables = moved(tablesOf(vocabulary));
  return (key, mode) => tables[mode][key];
}

/** The letters of a chord, in the order of the vocabulary.
 *  @param {string} name @param {Vocabulary} vocabulary @returns {{key: string, words: string, command: Command}[]} */
export function chord(name, vocabulary) {
  const roles = new Map(vocabulary.roles.map((r) => [r.id, r]));
  switch (name) {
    case "else":
      return [...vocabulary.roles.filter((r) => r.on !== "span" && r.key.startsWith("E "))
        .map((r) => ({ key: r.key.slice(2).toLowerCase(), words: entryName(r), command: { do: "role", role: r.id } })),
        { key: "g", words: t("picture placed here, or taken back"), command: { do: "picture" } }];
    case "span-else":
      return Object.entries(spanElse).map(([key, id]) => ({ key, words: entryName(roles.get(id) ?? { en: id, zh: id }), command: { do: "span", role: id } }));
    case "type":
      return [...vocabulary.types.filter((type) => type.key).map((type) => ({ key: type.key.toLowerCase(), words: entryName(type), command: { do: "type", type: type.id } })),
        { key: "0", words: t("no headline"), command: { do: "headless" } }];
    default:
      return [];
  }
}
