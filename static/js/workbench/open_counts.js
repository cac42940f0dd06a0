// @ts-check
// What is still open: undecided blocks by page, problems, doubtful blocks.

import { byID, h, set } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { articleWord, undecidedWords } from "../markup/words.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{page: number, start: number}} Spot */
/** @typedef {Spot & {where: string}} Point */

export class Points {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
  }

  /** The pages of the issue, with their undecided blocks.
   *  @returns {{page: number, words: string, undecided: number, url: string}[]} */
  tabs() {
    return [.../** @type {NodeListOf<HTMLAnchorElement>} */ (byID("tabs").querySelectorAll("a"))].map((tab) => {
      const page = Number(tab.dataset.page);
      const undecided = page === this.bench.page ? this.bench.state.undecided() : Number(tab.dataset.undecided);
      return { page, words: tab.firstChild?.textContent?.trim() ?? "", undecided, url: tab.href };
    });
  }

  /** Brings the counts in the bar up to date. */
  count() {
    const tabs = this.tabs();
    const total = tabs.reduce((n, t) => n + t.undecided, 0);
    const words = byID("count");
    words.textContent = undecidedWords(total);
    set(words, "data-count", total);
    const progress = /** @type {HTMLProgressElement} */ (byID("progress"));
    progress.classList.toggle("full", total === 0);
    const own = byID("tabs").querySelector(`[data-page="${this.bench.page}"]`);
    const undecided = tabs.find((t) => t.page === this.bench.page)?.undecided ?? 0;
    progress.max += this.bench.state.blocks().length - Number(progress.dataset.own ?? this.bench.state.blocks().length);
    progress.dataset.own = String(this.bench.state.blocks().length);
    progress.value = progress.max - total;
    if (!own) return;
    set(own, "data-undecided", undecided);
    own.querySelector(".tab-count")?.remove();
    if (undecided > 0) own.append(h("span", { class: "tab-count", "aria-label": undecidedWords(undecided) }, String(undecided)));
  }

  /** Where a scope is.
   *  @param {string} scope block/1/475 or article/ID @returns {Spot|undefined} */
  spot(scope) {
    const slash = scope.indexOf("/");
    if (scope.startsWith("block/")) {
      const next = scope.indexOf("/", slash + 1);
      return { page: Number(scope.slice(slash + 1, next)), start: Number(scope.slice(next + 1)) };
    }
    const id = scope.slice(slash + 1);
    return this.bench.painter.articles.get(id)?.first ?? this.bench.painter.elsewhere[id];
  }

  /** Where a scope is, in words too.
   *  @param {string} scope @returns {Point|undefined} */
  place(scope) {
    const spot = this.spot(scope);
    if (!spot || scope.startsWith("block/")) return spot && this.named(spot.page, spot.start);
    const article = this.bench.painter.articles.get(scope.slice(scope.indexOf("/") + 1));
    return { page: spot.page, start: spot.start, where: articleWord(article?.label ?? "") };
  }

  /** @param {number} page @param {number} start @returns {Point} */
  named(page, start) {
    const block = page === this.bench.page ? this.bench.state.blockAt(start) : undefined;
    return { page, start, where: block ? t("block %d", block.number) : t("page %d", page) };
  }

  /** Blocks that an editor doubts, as far as their pages are known.
   *  @returns {Point[]} */
  doubtful() {
    const points = [];
    for (const [name, cell] of this.bench.state.cells) {
      if (!name.startsWith("block/") || !cell.doubtful) continue;
      const [, page, start] = name.split("/").map(Number);
      points.push(this.named(page, start));
    }
    return points.sort((a, b) => a.page - b.page || a.start - b.start);
  }
}
