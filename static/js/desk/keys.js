// @ts-check
// From a key to what the desk does: the grammar of keys in the modes of the desk, and the lists behind E, T and A.

import { data, isField } from "../lib/dom.js";
import { Chord } from "../lib/key_choices.js";
import { chord, grammar, token } from "../lib/key_grammar.js";
import { t } from "../lib/locale.js";
import { shown } from "../lib/page_lifetime.js";
import { capital, roleWord } from "../markup/words.js";
import { here } from "./page.js";
import { caret } from "./selecting.js";

/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {import("../lib/key_grammar.js").Mode} Mode */

// What a key that is held does again and again. Nothing else does: a held key never acts.
const repeats = new Set(["desk-move", "move", "step", "line", "edge-of-mark"]);

const modes = /** @type {Record<string, Mode>} */ ({ block: "desk", caret: "desk-caret", mark: "desk-mark", text: "desk-text" });

/** What the next key acts on: the list of points if that has the focus, else the line.
 *  @param {EventTarget|null} target @returns {Mode} */
const modeAt = (target) => (target instanceof Element && target.closest("#points") ? "desk-points" : modes[caret.mode]);

/** The list that takes the next key, if one is open.
 *  @type {Chord|null} */
let asking = null;

/** Listens to the keys of the desk.
 *  @param {(command: Command) => void} run */
export function listenToKeys(run) {
  const command = grammar(data("vocabulary"));
  document.addEventListener("keydown", (event) => {
    if (isField(event.target) || document.querySelector("dialog[open]")) return;
    const name = token(event);
    if (!name) return;
    if (asking) {
      event.preventDefault();
      if (!event.repeat) asking.feed(name);
      return;
    }
    const meant = command(name, modeAt(event.target));
    const button = event.target instanceof Element && event.target.closest("button, a, summary, input") !== null;
    if (!meant || (button && (name === "Enter" || name === "Space"))) return;
    event.preventDefault();
    if (!event.repeat || repeats.has(meant.do)) run(meant);
  }, { signal: shown() });
}

const titles = /** @type {Record<string, string>} */ ({ else: t("More roles"), "span-else": t("More marks"), type: t("Type of the article") });

/** Asks for the letter behind E or T.
 *  @param {Command} command @param {(command: Command) => void} run */
export function askLetter(command, run) {
  const choices = chord(command.name, data("vocabulary")).filter((choice) => choice.command.do !== "picture"); // pictures are placed at the workbench
  ask(titles[command.name], choices, (chosen) => chosen && run({ ...chosen, ...(command.start ? { start: true } : {}) }));
}

/** Lists what may be done, for the next key or the mouse.
 *  @param {string} title @param {import("../lib/key_choices.js").Choice[]} choices @param {(command: Command|undefined) => void} run
 *  is called with nothing when the list was left */
export function ask(title, choices, run) {
  asking?.close();
  asking = new Chord(title, choices, (chosen) => {
    asking = null;
    here()?.focus({ preventScroll: true });
    run(chosen);
  });
}

/** All that a key does with the focused block, for the mouse: roles first, then those behind E.
 *  @returns {import("../lib/key_choices.js").Choice[]} */
export function blockChoices() {
  const vocabulary = data("vocabulary");
  const command = grammar(vocabulary);
  const roles = vocabulary.roles.filter((/** @type {any} */ role) => role.on !== "span" && /^[A-Z]$/.test(role.key)).map((/** @type {any} */ role) => ({ key: role.key.toLowerCase(), words: capital(roleWord(role.id)), command: { do: "role", role: role.id } }));
  return [...roles, ...["e", "t", "j", "a", ",", "x", "w"].map((key) => ({ key, words: blockWords[key], command: command(key, "desk") ?? { do: "" } })),
    { key: "0", words: t("Withhold the article from export, or release it"), command: { do: "withhold" } }];
}

const blockWords = /** @type {Record<string, string>} */ ({ e: t("More roles"), t: t("Type of the article"), j: t("Join to the open end above"), a: t("Give to an article"), ",": t("Doubtful, or not"), x: t("Cut here, or remove the cut"), w: t("Correct the text") });
