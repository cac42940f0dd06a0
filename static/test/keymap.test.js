// @ts-check
import { keyNow, keyWords, moved } from "../js/keymap.js";
import { equal, test } from "./run.js";

const tables = { block: { h: "headline", k: "kicker", z: "undo", "C-z": "undo" }, text: { h: "run-in head", z: "undo", "C-z": "undo" } };
/** @param {string[]} modes @param {string[]} from @param {string[]} to */
const move = (modes, from, to) => ({ modes, from, to });

const cases = /** @type {[string, import("../js/keymap.js").Move[], any][]} */ ([
  ["without moves everything stays", [], tables],
  ["a key moves in its modes only", [move(["block"], ["h"], ["'"])], { block: { k: "kicker", z: "undo", "C-z": "undo", "'": "headline" }, text: tables.text }],
  ["two commands can change keys", [move(["block"], ["h"], ["k"]), move(["block"], ["k"], ["h"])], { block: { z: "undo", "C-z": "undo", k: "headline", h: "kicker" }, text: tables.text }],
  ["a command can lose its keys", [move(["block", "text"], ["z", "C-z"], [])], { block: { h: "headline", k: "kicker" }, text: { h: "run-in head" } }],
]);
for (const [name, moves, want] of cases) test(name, () => equal(moved(tables, moves), want));

test("the given tables stay as they were", () => {
  const before = JSON.stringify(tables);
  moved(tables, [move(["block"], ["h"], ["'"])]);
  equal(JSON.stringify(tables), before);
});

const undo = [move(["block"], ["z", "C-z"], ["S-Backspace", "C-z"]), move(["block"], ["x"], [])];
const now = /** @type {[string, string, string, string][]} */ ([
  ["the first key", "z", "block", "S-Backspace"], ["the second key", "C-z", "block", "C-z"], ["in another mode", "z", "text", "z"], ["a key that was taken away", "x", "block", ""], ["a key that stayed", "h", "block", "h"],
]);
for (const [name, token, mode, want] of now) test(`now: ${name}`, () => equal(keyNow(token, mode, undo), want));

for (const [token, words] of [["h", "H"], ["S-j", "Shift+J"], ["C-S-Left", "Ctrl+Shift+←"], ["Escape", "Esc"], ["A-;", "Alt+;"], ["S--", "Shift+-"], ["Space", "Space"], ["", ""]])
  test(`shown: ${token}`, () => equal(keyWords(token), words));
