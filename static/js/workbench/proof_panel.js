// @ts-check
// The proof beside the galley: the article of the focused block as its readers will see it. The server
// draws it; it follows the focus and is asked for again after acts.

import { address } from "../lib/address.js";
import { byID, debounced, h, set } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { placeOfPart } from "./proof_press.js";
import { readingButtons } from "./reading_buttons.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */

const pause = 250; // milliseconds after the last act

export class ProofPanel {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    this.main = /** @type {HTMLElement} */ (document.querySelector("main.workbench"));
    this.button = document.getElementById("proof-button");
    this.kept = `galley-proof-${this.main.dataset.user}`;
    /** @type {HTMLElement|null} made when it is opened first */
    this.element = null;
    /** @type {HTMLElement|null} what of it the server draws */
    this.page = null;
    /** what is shown: the article, or the block of none, and the version */
    this.shown = "";
    this.asked = 0;
    this.refresh = debounced(pause, () => this.fetch());
    this.button?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.toggle();
      bench.back();
    });
    set(this.button ?? this.main, "aria-expanded", false);
    if (localStorage.getItem(this.kept) === "open") this.toggle();
  }

  get open() {
    return "proof" in this.main.dataset;
  }

  /** Opens or closes the panel. */
  toggle() {
    const open = !this.open;
    if (open) this.bench.guidelines.close();
    set(this.main, "data-proof", open);
    if (this.button) set(this.button, "aria-expanded", open);
    localStorage.setItem(this.kept, open ? "open" : "closed");
    this.element ??= this.build();
    this.element.hidden = !open;
    this.draw();
  }

  /** Closes the panel.
   *  @returns {boolean} whether it was open */
  close() {
    if (!this.open) return false;
    this.toggle();
    return true;
  }

  /** @returns {HTMLElement} */
  build() {
    this.page = h("div", { class: "proof linked", lang: this.bench.language, tabindex: 0, role: "region", "aria-label": t("Article") });
    this.page.addEventListener("click", (event) => this.follow(event));
    const close = h("button", { type: "button", class: "plain", "aria-label": t("Close the proof"), title: t("Close the proof (0)"), onclick: () => (this.toggle(), this.bench.back()) }, "✕");
    const head = h("header", { class: "proof-panel-head" }, h("h2", { class: "over" }, t("Proof")), readingButtons(),
      h("a", { class: "button", href: address("proof", this.bench.set) }, t("Whole issue")), close);
    const panel = h("aside", { class: "proof-panel", id: "proof-panel", "aria-label": t("Proof") }, head, this.page);
    byID("inspector").after(panel);
    return panel;
  }

  /** Follows the focus: another article is asked for, and in the same one the block is shown. */
  draw() {
    if (!this.open) return;
    const block = this.bench.focus.block;
    if (!block) return;
    const wanted = block.article || `${block.page}-${block.start}`;
    if (wanted !== this.shown) {
      this.shown = wanted;
      this.refresh();
    } else this.point();
  }

  /** Asks the server for the article of the focused block. */
  async fetch() {
    const block = this.bench.focus.block;
    if (!this.open || !block || !this.page) return;
    const turn = ++this.asked;
    try {
      const response = await fetch(`${address("proof", this.bench.set)}?part&at=${block.page}-${block.start}`);
      const text = response.ok && !response.redirected ? await response.text() : "";
      if (turn !== this.asked) return;
      set(this.element ?? this.page, "data-stale", !text);
      if (text) this.page.innerHTML = text;
      this.point();
    } catch {
      set(this.element ?? this.page, "data-stale", true); // asked for again after the next act
    }
  }

  /** Shows where the focused block stands in the article. */
  point() {
    const block = this.bench.focus.block;
    const { page } = this;
    if (!page || !block) return;
    const here = page.querySelector(`a[href$="#b-${block.page}-${block.start}"]`)?.closest(".part, .undecided-run");
    for (const old of page.querySelectorAll("[data-here]")) if (old !== here) set(old, "data-here", false);
    if (!here) return;
    set(here, "data-here", true);
    const box = here.getBoundingClientRect();
    const frame = page.getBoundingClientRect();
    if (box.top < frame.top + 10 || box.bottom > frame.bottom - 10) page.scrollTop += box.top - frame.top - frame.height * 0.3;
  }

  /** A press on a paragraph, or on its reference, leads to the block.
   *  @param {MouseEvent} event */
  follow(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const place = (link ?? placeOfPart(event))?.hash.match(/^#b-(\d+)-(\d+)$/);
    if (!place) return;
    event.preventDefault();
    this.bench.goTo(Number(place[1]), Number(place[2]));
  }
}
