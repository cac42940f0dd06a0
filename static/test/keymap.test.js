// @ts-check
import { keyNow, keyWords, moved, printed } from "../js/lib/keymap.js";
import { equal, test } from "./run.js";

const tables = { block: { h: "headline", k: "kicker", z: "undo", "C-z": "undo" }, text: { h: "run-in head", z: "undo", "C-z": "undo" } };
/** @param {string[]} modes @param {string[]} from @param {string[]} to */
const move = (modes, from, to) => ({ modes, from, to });

const cases = /** @type {[string, import("../js/lib/keymap.js").Move[], any][]} */ ([
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

const hand = [move(["block"], ["s"], ["0"]), move(["block"], ["t"], ["6"]), move(["block"], ["0"], ["A-0"]), move(["block"], ["S-j"], ["F8"]), move(["block"], ["A-Up"], ["A-k"]), move(["text"], ["d"], ["'"])];
const hints = /** @type {[string, string, string][]} */ ([["K H D S", "block", "K H D 0"], ["Shift J", "block", "F8"], ["⇧J", "block", "F8"], ["T 0", "block", "6 0"], ["T …", "block", "6 …"], ["0", "block", "Alt+0"],
  ["Alt ↑ ↓", "block", "Alt+K ↓"], ["Ctrl K", "block", "Ctrl K"], ["Y D R", "text", "Y ' R"], ["1 – 9", "block", "1 – 9"]]);
for (const [hint, mode, want] of hints) test(`printed: ${hint}`, () => equal(printed(hint, mode, hand), want));
test("printed: without moves hints stay", () => equal(printed("⇧J", "block", []), "⇧J"));

for (const [token, words] of [["h", "H"], ["S-j", "Shift+J"], ["C-S-Left", "Ctrl+Shift+←"], ["Escape", "Esc"], ["A-;", "Alt+;"], ["S--", "Shift+-"], ["Space", "Space"], ["", ""]])
  test(`shown: ${token}`, () => equal(keyWords(token), words));
