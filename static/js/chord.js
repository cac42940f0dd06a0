// @ts-check
// The small panel that lists what the next letter does, after E, T or Shift+J. The browser's focus
// stays in the text; the next key comes here.

import { h } from "./dom.js";

/** @typedef {{key: string, words: string, command: import("./keys.js").Command}} Choice */

export class Chord {
  /** @param {string} title @param {Choice[]} choices @param {(command: import("./keys.js").Command|undefined) => void} done
   *  called once, with nothing when it was left */
  constructor(title, choices, done) {
    this.choices = choices;
    this.done = done;
    this.element = h("div", { class: "chord", "data-long": choices.some((c) => c.words.length > 18), role: "dialog", "aria-label": title }, h("h2", { class: "over" }, title),
      h("ul", {}, ...choices.map((c) => h("li", {}, h("button", { type: "button", tabindex: -1, onclick: () => this.close(c.command) }, h("kbd", {}, c.key.toUpperCase()), c.words)))));
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
    document.body.append(this.element);
  }

  /** Takes the next key; any that is not listed leaves the panel.
   *  @param {string} token */
  feed(token) {
    const letter = token.replace(/^S-/, "");
    this.close(this.choices.find((c) => c.key === letter)?.command);
  }

  /** @param {import("./keys.js").Command} [command] */
  close(command) {
    if (!this.element.isConnected) return;
    this.element.remove();
    this.done(command);
  }
}
