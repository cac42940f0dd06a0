// @ts-check
// The left column. The server draws it; the script colours it, shows where the focus is and asks for
// it again after acts.

import { byID, debounced, set } from "./dom.js";

/** @typedef {import("./bench.js").Bench} Bench */

const pause = 250; // milliseconds after the last act

export class Outline {
  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
    this.element = byID("outline");
    this.refresh = debounced(pause, () => this.fetch());
    this.element.addEventListener("click", (event) => this.follow(event));
  }

  /** Colours the rows and shows the one that has the focus. */
  draw() {
    const block = this.bench.focus.block;
    const here = block?.article;
    for (const row of /** @type {NodeListOf<HTMLElement>} */ (this.element.querySelectorAll(".outline-row"))) {
      const article = this.bench.painter.articles.get(row.dataset.article ?? "");
      set(row, "data-colour", article?.colour || false);
      const badge = row.querySelector(".badge");
      if (badge && article) badge.textContent = article.label;
      const current = row.dataset.article ? row.dataset.article === here : row.getAttribute("href") === `#b-${block?.page}-${block?.start}`;
      if (current && !row.hasAttribute("aria-current")) reveal(this.element, row);
      set(row, "aria-current", current ? "true" : false);
    }
  }

  /** Asks the server for the rows and keeps focus and scroll. */
  async fetch() {
    try {
      const response = await fetch(`/sets/${this.bench.set}/outline?page=${this.bench.page}`);
      if (!response.ok) return;
      const held = document.activeElement instanceof HTMLElement && this.element.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
      const top = this.element.scrollTop;
      this.element.innerHTML = await response.text();
      this.element.scrollTop = top;
      if (held) /** @type {HTMLElement|null} */ (this.element.querySelector(`[href="${held}"]`))?.focus({ preventScroll: true });
      this.draw();
    } catch {
      // The outline is asked for again after the next act; the sender tells that the server is away.
    }
  }

  /** A row of this page moves the focus; of another page it is a plain link.
   *  @param {MouseEvent} event */
  follow(event) {
    const row = event.target instanceof Element ? event.target.closest("a") : null;
    const target = row?.getAttribute("href")?.match(/^#b-(\d+)-(\d+)$/);
    if (!target || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    this.bench.goTo(Number(target[1]), Number(target[2]));
  }
}

/** Scrolls a column so that a row of it is in sight.
 *  @param {HTMLElement} column @param {HTMLElement} row */
function reveal(column, row) {
  const top = row.offsetTop - column.offsetTop;
  if (top < column.scrollTop) column.scrollTop = top - 8;
  if (top + row.offsetHeight > column.scrollTop + column.clientHeight) column.scrollTop = top + row.offsetHeight - column.clientHeight + 8;
}
