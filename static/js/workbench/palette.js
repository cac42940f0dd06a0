// @ts-check
// The palette of the inspector: the letters as they act now, for the mouse. With text selected it
// shows the marks instead of the roles.

import { byID, h, set } from "../lib/dom.js";
import { spanElse, spanLetters } from "../lib/key_grammar.js";
import { printed } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { capital, roleWord } from "../markup/words.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */

/** @typedef {[string, string, import("../lib/key_grammar.js").Command]} Button words, key, command */

const forBlocks = /** @type {Button[]} */ ([
  [t("New article"), "Enter", { do: "start" }], [t("Decide"), "Space", { do: "decide" }], [t("Join above"), "J", { do: "join" }], [t("Choose end…"), "⇧J", { do: "chord", name: "ends" }],
  [t("To article…"), "A", { do: "chord", name: "assign" }], [t("Type…"), "T", { do: "chord", name: "type" }], [t("Merge up"), "⌫", { do: "merge" }], [t("Undecide"), "U", { do: "undecide" }],
  [t("Doubtful"), ",", { do: "doubt" }], [t("Cut here"), "X", { do: "cut" }],
]);
const forText = /** @type {Button[]} */ ([
  [t("Correct…"), "W", { do: "correct" }], [t("Remove mark"), "U", { do: "unmark" }], [t("Cut here"), "X", { do: "cut" }], [t("Leave text"), "Esc", { do: "out" }],
]);
const forCaret = /** @type {Button[]} */ ([[t("Cut here"), "X", { do: "cut" }], [t("Cut, new article"), "Enter", { do: "cut", start: true }], [t("Next likely cut"), ";", { do: "likely" }],
  [t("Choose a mark"), "]", { do: "mark", by: 1 }], [t("Line break here"), "", { do: "turn" }], [t("Leave text"), "Esc", { do: "out" }]]);

export class Palette {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    this.element = /** @type {HTMLDetailsElement|null} */ (document.getElementById("palette"));
    this.mode = "";
    if (!this.element) return;
    this.element.open = localStorage.getItem("galley-palette") !== "hidden";
    this.element.addEventListener("toggle", () => localStorage.setItem("galley-palette", this.element?.open ? "shown" : "hidden"));
    for (const button of this.element.querySelectorAll("button[data-role]")) {
      button.addEventListener("click", (event) => this.press(/** @type {MouseEvent} */ (event), { do: "role", role: /** @type {HTMLElement} */ (button).dataset.role }));
    }
    // A press must not take the browser's focus from the text, or the next key would be lost.
    this.element.addEventListener("mousedown", (event) => {
      if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
    });
    for (const shown of this.element.querySelectorAll("#palette-block kbd, #palette-more summary kbd")) shown.textContent = printed(shown.textContent ?? "");
    byID("palette-text").append(...this.spanButtons(spanLetters, ""));
    byID("palette-text").append(h("details", { class: "more" }, h("summary", {}, t("More marks"), " ", h("kbd", {}, printed("E", "text"))), h("div", { class: "palette-else" }, ...this.spanButtons(spanElse, `${printed("E", "text")} `))));
  }

  /** Runs a command; with Shift a role starts a new article.
   *  @param {MouseEvent} event @param {import("../lib/key_grammar.js").Command} command */
  press(event, command) {
    this.bench.run(event.shiftKey && command.do === "role" ? { ...command, start: true } : command);
  }

  /** @param {Record<string, string>} letters @param {string} before @returns {HTMLElement[]} */
  spanButtons(letters, before) {
    const known = new Set(this.bench.vocabulary.roles.map((r) => r.id));
    return Object.entries(letters).filter(([, role]) => known.has(role)).map(([letter, role]) => this.button([capital(roleWord(role)), letter.toUpperCase(), { do: "span", role }], before));
  }

  /** @param {Button} button @param {string} [before] @returns {HTMLElement} */
  button([words, standard, command], before = "") {
    const key = before ? standard : printed(standard, command.do === "span" ? "text" : this.mode || "block");
    return h("button", { type: "button", "data-command": command.do, title: `${words} (${before}${key})`, onclick: (/** @type {MouseEvent} */ e) => this.press(e, command) },
      h("span", {}, words), key ? h("kbd", {}, key) : null);
  }

  /** Shows what the keys do now. */
  draw() {
    if (!this.element) return;
    const { mode } = this.bench.caret;
    const role = this.bench.focus.block?.role ?? "";
    for (const button of this.element.querySelectorAll("button[data-role]")) set(button, "aria-pressed", /** @type {HTMLElement} */ (button).dataset.role === role);
    if (mode === this.mode) return;
    this.mode = mode;
    const text = mode === "text";
    byID("palette-name").textContent = text ? t("Mark the selected text") : t("Role");
    byID("palette-block").hidden = text;
    byID("palette-more").hidden = text;
    byID("palette-text").hidden = !text;
    byID("palette-acts").replaceChildren(...(text ? forText : mode === "block" ? forBlocks : forCaret).map((b) => this.button(b)));
  }
}
