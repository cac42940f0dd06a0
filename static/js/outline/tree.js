// @ts-check
// The left column: a tree of the issue, drawn from the state. An act redraws the rows that show
// something else; nothing is asked of the server.

import { afterFrame, byID, h, set, whenCalm } from "../lib/dom.js";
import { key } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { withheldOf } from "../workbench/withhold.js";
import { edit, listenToOutlineKeys } from "./acts.js";
import { listenToDrag } from "./drag.js";
import { showMenu } from "./menu.js";
import { Strangers } from "./other_pages.js";
import { contentOf } from "./row_content.js";
import { reveal } from "./row_parts.js";
import { rowsOf, sizesOf } from "./rows.js";
import { Stretch } from "./rows_in_view.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {import("./rows.js").Row} Row */

export class Outline {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    this.element = byID("outline");
    // Keys come first: the rows are drawn again when nothing else waits.
    this.refresh = whenCalm(() => this.redraw());
    this.strangers = new Strangers(bench, () => this.redraw());
    /** @type {Row[]} */
    this.rows = [];
    /** @type {Row[]} the undecided runs among them */
    this.runs = [];
    /** @type {Map<string, number>} where rows stand among them, by key */
    this.places = new Map();
    /** @type {ReturnType<typeof sizesOf>} where each stands among its siblings */
    this.sizes = new Map();
    /** @type {Map<string, HTMLElement>} of the rows in the document */
    this.elements = new Map();
    /** @type {Map<string, string>} what a row showed last */
    this.shown = new Map();
    this.open = new Set();
    this.shut = new Set();
    /** the key of the row that Tab reaches */
    this.at = "";
    /** the key of the row that has the focused block */
    this.current = "";
    /** the key of the row that gets the browser's focus back when an act is answered */
    this.hold = "";
    this.heading = h("h2", { class: "over", id: "outline-name" });
    this.filter = /** @type {HTMLInputElement} */ (h("input", { type: "text", id: "outline-filter", class: "outline-filter", placeholder: t("Filter"), "aria-label": t("Filter the outline"), "aria-controls": "outline-rows",
      title: t("By number, words, initials of the pinyin, type, or: problems, undecided"), autocomplete: "off", spellcheck: "false" }));
    this.empty = h("p", { class: "outline-empty" });
    this.tree = h("div", { class: "outline-rows", id: "outline-rows", role: "tree", "aria-labelledby": "outline-name" });
    this.begun = false;
    this.stretch = new Stretch(this.element, this.tree, () => this.drawRows());
    this.draw = afterFrame(() => this.drawCurrent());
    this.listen();
  }

  /** Takes the place of the outline that the server drew, once: keys in the text come first. */
  begin() {
    if (this.begun) return;
    this.begun = true;
    this.element.replaceChildren(h("div", { class: "outline-head" }, this.heading, this.filter), this.empty, this.tree);
    this.redraw();
  }

  listen() {
    this.filter.addEventListener("input", () => this.redraw());
    this.tree.addEventListener("click", (event) => this.click(event));
    this.tree.addEventListener("focusin", (event) => {
      const row = this.rowAt(event.target);
      if (row) this.rove(row.key);
    });
    this.tree.addEventListener("contextmenu", (event) => {
      const row = this.rowAt(event.target);
      if (!row || event.target instanceof HTMLInputElement) return;
      event.preventDefault();
      showMenu(this, row);
    });
    listenToOutlineKeys(this);
    listenToDrag(this);
  }

  /** The row that an element stands in.
   *  @param {EventTarget|null} target @returns {Row|undefined} */
  rowAt(target) {
    const element = target instanceof Element ? /** @type {HTMLElement|null} */ (target.closest("[data-key]")) : null;
    return element ? this.rowOf(element.dataset.key ?? "") : undefined;
  }

  /** @param {string} key @returns {Row|undefined} */
  rowOf(key) {
    return this.rows[this.places.get(key) ?? -1];
  }

  /** Brings the rows up to date; focus and scroll stay where they are. */
  redraw() {
    const { bench } = this;
    const types = new Map(bench.vocabulary.types.map((type) => [type.id, `${type.en} ${type.zh}`]));
    const tabs = bench.tabs();
    this.paged = tabs.length > 1;
    this.rows = rowsOf({ state: bench.state, articles: bench.painter.articles, elsewhere: bench.painter.elsewhere, tabs, open: this.open, shut: this.shut,
      query: this.filter.value, typeWords: (id) => types.get(id) ?? "" });
    this.runs = this.rows.filter((r) => r.kind === "undecided");
    this.places = new Map(this.rows.map((r, i) => [r.key, i]));
    this.sizes = sizesOf(this.rows);
    this.current = this.currentKey();
    this.drawRows();
    const articles = [...bench.painter.articles].filter(([id, a]) => !a.group && withheldOf(bench.state, id)?.reason !== "withdrawn").length;
    this.heading.textContent = t("Articles · %d", articles);
    this.empty.hidden = this.rows.length > 0 && (articles > 0 || this.filter.value !== "");
    this.empty.textContent = this.filter.value === "" ? t("No article yet. Put the focus on its first block and press %s, or %s on a headline.", key("Enter"), key("h")) : t("Nothing in the outline matches.");
    this.drawCurrent();
    if (!this.places.has(this.at)) this.rove(this.current || this.rows[0]?.key || "");
    this.takeBack();
  }

  /** Brings the rows in view into the document, and takes the others out; those of a short outline are
   *  all in view. A row that has the browser's focus stays. */
  drawRows() {
    const held = this.elements.size > 0 ? this.rowAt(document.activeElement)?.key : undefined;
    const wanted = this.stretch.wanted(this.rows, held);
    const keys = new Set(wanted.map((r) => r.key));
    this.stretch.held(() => {
      for (const [key, element] of this.elements) if (!keys.has(key)) this.forget(key, element);
      let next = this.tree.firstElementChild;
      for (const row of wanted) {
        const element = this.elementOf(row);
        if (element === next) next = next.nextElementSibling;
        else this.tree.insertBefore(element, next);
      }
    }, this.rows, this.elements);
  }

  /** The element of a row, brought into the document and into sight.
   *  @param {string} key @returns {HTMLElement|undefined} */
  bring(key) {
    const place = this.places.get(key);
    if (place !== undefined && !this.elements.has(key)) {
      this.stretch.scrollTo(place, this.rows);
      this.drawRows();
    }
    const element = this.elements.get(key);
    if (element) reveal(this.element, element);
    return element;
  }

  /** Takes in news that may tell of articles of other pages.
   *  @param {import("../markup/state.js").News} news */
  hear(news) {
    this.strangers.hear(news);
  }

  /** @param {string} key @param {HTMLElement} element */
  forget(key, element) {
    if (!this.places.has(key) && element.contains(document.activeElement)) this.hold ||= this.neighbour(element);
    element.remove();
    this.elements.delete(key);
    this.shown.delete(key);
  }

  /** The key of the row above one that goes, or below.
   *  @param {HTMLElement} element @returns {string} */
  neighbour(element) {
    const beside = /** @type {HTMLElement|null} */ (element.previousElementSibling ?? element.nextElementSibling);
    return beside?.dataset.key ?? "";
  }

  /** Gives the browser's focus to the row that an act was done on, unless the hand has gone to a menu,
   *  a field or another part of the page meanwhile: an act itself leaves it here, in the text or nowhere. */
  takeBack() {
    if (!this.hold || this.bench.queue.running) return;
    const now = document.activeElement;
    const left = now === null || now === document.body || (!(now instanceof HTMLInputElement) && (this.tree.contains(now) || this.bench.galley.contains(now)));
    if (left && !document.querySelector("dialog[open]")) this.bring(this.hold)?.focus({ preventScroll: true });
    this.hold = "";
  }

  /** The element of a row, showing what it is now.
   *  @param {Row} row @returns {HTMLElement} */
  elementOf(row) {
    let element = this.elements.get(row.key);
    if (!element) {
      element = h("div", { role: "treeitem", tabindex: -1, "data-key": row.key, class: "outline-row" });
      this.elements.set(row.key, element);
    }
    set(element, "aria-current", row.key === this.current && "true");
    for (const [name, number] of Object.entries(this.sizes.get(row.key) ?? {})) set(element, name, number);
    const content = contentOf(this, row);
    const sign = JSON.stringify([row.kind, row.level, row.open, content.sign]);
    if (this.shown.get(row.key) === sign || element.querySelector("input")) return element;
    this.shown.set(row.key, sign);
    for (const [name, value] of Object.entries({ "data-kind": row.kind, "aria-level": row.level, "aria-expanded": row.open === undefined ? false : String(row.open), ...content.attributes })) set(element, name, value);
    element.replaceChildren(...content.draw());
    if (row.key === this.at) this.rove(row.key);
    return element;
  }

  /** @returns {string} the key of the row that has the focused block */
  currentKey() {
    const block = this.bench.focus.block;
    return block ? this.keyOf(block) : "";
  }

  /** Shows the row that has the focused block, behind the frame that shows the block. */
  drawCurrent() {
    const key = this.currentKey();
    if (key === this.current && this.elements.get(key)?.hasAttribute("aria-current")) return;
    const old = this.elements.get(this.current);
    if (old) set(old, "aria-current", false);
    this.current = key;
    const still = this.tree.contains(document.activeElement);
    const now = still ? this.elements.get(key) : this.bring(key);
    if (!now) return;
    set(now, "aria-current", "true");
    if (!still) this.rove(key);
  }

  /** The key of the visible row that a block belongs to.
   *  @param {import("../markup/state.js").Block} block @returns {string} */
  keyOf(block) {
    if (block.article) return this.places.has(`block/${block.start}`) ? `block/${block.start}` : `article/${block.article}`;
    if (block.state === "decided") return `furniture/${block.start}`;
    let low = 0;
    let high = this.runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.runs[middle].start > block.start) high = middle;
      else low = middle + 1;
    }
    return this.runs[low - 1]?.key ?? "";
  }

  /** Lets Tab reach a row, and the button of its menu.
   *  @param {string} key */
  rove(key) {
    for (const [old, tab] of [[this.at, -1], [key, 0]]) {
      const element = this.elements.get(String(old));
      if (!element) continue;
      element.tabIndex = Number(tab);
      for (const button of element.querySelectorAll("button")) button.tabIndex = button.dataset.menu === undefined ? -1 : Number(tab);
    }
    this.at = key;
  }

  /** Gives a row the browser's focus, or the one that has the focused block.
   *  @param {string} [key] */
  focus(key = this.currentKey()) {
    this.begin();
    const element = this.bring(key);
    if (!element) return;
    this.rove(key);
    element.focus({ preventScroll: true });
  }

  /** Goes to the block where a row begins; of another page it opens that page.
   *  @param {Row} row @param {boolean} [stay] keep the browser's focus here */
  go(row, stay) {
    const { bench } = this;
    if (row.kind === "page" && row.page !== bench.page) bench.leave(bench.pageURL(row.page));
    else if (row.kind === "page" || row.kind === "heading") this.toggle(row);
    else if (stay && row.page === bench.page) bench.focus.to(row.start, { quiet: true });
    else bench.goTo(row.page, row.start);
  }

  /** Opens or shuts a row.
   *  @param {Row} row @param {boolean} [open] */
  toggle(row, open = !row.open) {
    if (row.open === undefined || row.open === open) return;
    (open ? this.open : this.shut).add(row.key);
    (open ? this.shut : this.open).delete(row.key);
    this.redraw();
  }

  /** @param {MouseEvent} event */
  click(event) {
    const row = this.rowAt(event.target);
    if (!row || !(event.target instanceof Element) || event.target instanceof HTMLInputElement) return;
    if (event.target.closest(".row-menu")) showMenu(this, row);
    else if (event.target.closest(".twisty")) this.toggle(row);
    else if (event.detail === 2 && row.article && this.bench.mayMark) edit(this, row);
    else this.go(row);
  }
}
