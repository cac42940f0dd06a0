// @ts-check
// A list to choose from by typing: articles for A, everything for Ctrl+K.

import { h, set } from "./dom.js";
import { printed } from "./keymap.js";
import { t } from "./locale.js";

/** @typedef {{badge?: string, colour?: number, words: string, hint?: string, command: import("./key_grammar.js").Command}} Item */

const most = 60; // items shown at once

export class Finder {
  /** @param {{title: string, placeholder: string, items: (query: string) => Item[], sure?: (query: string) => Item|undefined,
   *   done: (command: import("./key_grammar.js").Command|undefined) => void}} options sure: the item that the query names beyond doubt */
  constructor(options) {
    this.options = options;
    this.result = /** @type {import("./key_grammar.js").Command|undefined} */ (undefined);
    this.items = /** @type {Item[]} */ ([]);
    this.at = 0;
    this.ended = false;
    this.input = /** @type {HTMLInputElement} */ (h("input", { type: "text", placeholder: options.placeholder, "aria-label": options.title, autocomplete: "off", spellcheck: "false",
      role: "combobox", "aria-expanded": "true", "aria-controls": "finder-list" }));
    this.list = h("ul", { id: "finder-list", role: "listbox", "aria-label": options.title });
    this.dialog = /** @type {HTMLDialogElement} */ (h("dialog", { class: "finder", "aria-label": options.title }, this.input, this.list));
    this.input.addEventListener("input", () => this.search());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.dialog.addEventListener("close", () => this.end());
    this.dialog.addEventListener("mousedown", (event) => event.target === this.dialog && this.end());
    document.body.append(this.dialog);
    this.dialog.showModal();
    this.search();
  }

  /** Takes a key that was typed before the field was there.
   *  @param {string} token */
  feed(token) {
    if (token === "Enter") this.take(this.items[this.at]);
    else if (token === "Escape") this.end();
    else if (token === "Up" || token === "Down") this.move(token === "Up" ? -1 : 1);
    else if (token === "Backspace") this.type(this.input.value.slice(0, -1));
    else if (token === "Space") this.type(`${this.input.value} `);
    else if (token.replace(/^S-/, "").length === 1) this.type(this.input.value + token.replace(/^S-/, ""));
  }

  /** @param {string} value */
  type(value) {
    this.input.value = value;
    this.search();
  }

  search() {
    const query = this.input.value.trim();
    const sure = this.options.sure?.(query);
    if (sure) {
      this.take(sure);
      return;
    }
    this.items = this.options.items(query).slice(0, most);
    this.at = 0;
    this.list.replaceChildren(...this.items.map((item, i) => h("li", { role: "option", id: `finder-${i}`, onmousedown: (/** @type {Event} */ e) => e.preventDefault(), onclick: () => this.take(item) },
      h("span", { "data-colour": item.colour }, item.badge ? h("span", { class: "badge" }, item.badge) : null), h("span", {}, item.words), item.hint ? h("kbd", {}, printed(item.hint)) : h("span"))));
    if (this.items.length === 0) this.list.append(h("li", { class: "none" }, t("Nothing has that name.")));
    this.move(0);
  }

  /** @param {number} by */
  move(by) {
    this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by));
    [...this.list.children].forEach((row, i) => set(row, "aria-selected", i === this.at && this.items.length > 0));
    this.list.children[this.at]?.scrollIntoView({ block: "nearest" });
    set(this.input, "aria-activedescendant", `finder-${this.at}`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") this.move(event.key === "ArrowUp" ? -1 : 1);
    else if (event.key === "Enter") this.take(this.items[this.at]);
    else if (event.key === "Escape") this.end();
    else return;
    event.preventDefault();
  }

  /** @param {Item|undefined} item */
  take(item) {
    if (!item) return;
    this.result = item.command;
    this.end();
  }

  /** Closes the list and hands over, at once: the next key belongs to the text again. */
  end() {
    if (this.ended) return;
    this.ended = true;
    this.dialog.close();
    this.dialog.remove();
    this.options.done(this.result);
  }
}
