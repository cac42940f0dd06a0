// @ts-check
// The small panel that lists what the next letter does, after E, T or Shift+J. The browser's focus
// stays in the text; the next key comes here.

import { h, set } from "./dom.js";

/** @typedef {{key: string, words: string, command: import("./key_grammar.js").Command}} Choice */

export class Chord {
  /** @param {string} title @param {Choice[]} choices @param {(command: import("./key_grammar.js").Command|undefined) => void} done
   *  called once, with nothing when it was left */
  constructor(title, choices, done) {
    this.choices = choices;
    this.done = done;
    this.at = -1; // the choice that the arrows have reached
    this.element = h("div", { class: "chord", "data-long": choices.some((c) => c.words.length > 18), role: "dialog", "aria-label": title }, h("h2", { class: "over" }, title),
      h("ul", {}, ...choices.map((c) => h("li", {}, h("button", { type: "button", tabindex: -1, onclick: () => this.close(c.command) }, h("kbd", {}, c.key.toUpperCase()), c.words)))));
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    document.body.append(this.element);
  }

  /** Takes the next key: a letter of the list, arrows and Enter to choose without one; any other leaves
   *  the panel.
   *  @param {string} token */
  feed(token) {
    if (["Up", "Down", "Left", "Right"].includes(token)) return this.move(token === "Up" || token === "Left" ? -1 : 1);
    if ((token === "Enter" || token === "Space") && this.at >= 0) return this.close(this.choices[this.at].command);
    const letter = token.replace(/^S-/, "");
    this.close(this.choices.find((c) => c.key === letter)?.command);
  }

  /** @param {number} by */
  move(by) {
    const buttons = this.element.querySelectorAll("li button");
    this.at = this.at < 0 ? (by > 0 ? 0 : buttons.length - 1) : (this.at + by + buttons.length) % buttons.length;
    buttons.forEach((button, i) => set(button, "aria-current", i === this.at && "true"));
    buttons[this.at].scrollIntoView({ block: "nearest" });
  }

  /** @param {import("./key_grammar.js").Command} [command] */
  close(command) {
    if (!this.element.isConnected) return;
    this.element.remove();
    this.done(command);
  }
}
