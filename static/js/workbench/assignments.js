// @ts-check
// Whose page this is: what was given to whom, at the tabs, in a line below the text and for the commands
// that claim, release and give. It guides; nothing here keeps anybody from marking.

import { address } from "../lib/address.js";
import { byID, debounced, h, set } from "../lib/dom.js";
import { dueWords, exactTime, isLate } from "../lib/due.js";
import { t } from "../lib/locale.js";
import { initials } from "../lib/names.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{id: number, page?: number, article?: string, gone?: boolean, task: "mark"|"review", user: number, name: string, due?: string, done?: boolean}} Given */
/** @typedef {{id: number, name: string, mark?: boolean, look?: boolean}} Person */
/** @typedef {{work: Given[], now: string, mayGive?: boolean, mayMark?: boolean, mayLook?: boolean, people?: Person[]}} News */
/** @typedef {{page?: number, article?: string}} Thing a page or an article; without either the whole set */

const tints = 6;
const pause = 150; // milliseconds, in which several changes are asked for together
const beat = 30000; // milliseconds after which "in 2 h" may be less

export class Assignments {
  /** @param {Workbench} bench @param {News} news as the page was drawn */
  constructor(bench, news) {
    this.bench = bench;
    this.url = address("assignments", bench.set);
    this.news = news;
    this.skew = 0;
    this.line = byID("whose");
    this.met = false;
    this.hear = debounced(pause, () => this.load());
    this.take(news);
    byID("tabs").querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "nearest" }); // there may be more than there is room for
    const beats = setInterval(() => this.draw(), beat);
    bench.gone.addEventListener("abort", () => clearInterval(beats));
  }

  /** The stream of events begins: what was said before a later beginning is not known. */
  meet() {
    if (this.met) this.hear();
    this.met = true;
  }

  /** Takes in who has what now.
   *  @param {News} news */
  take(news) {
    if (this.bench.gone.aborted) return;
    this.news = news;
    this.skew = Date.parse(news.now) - Date.now();
    this.draw();
  }

  /** Asks who has what, and who can be given something.
   *  @returns {Promise<News|undefined>} */
  async load() {
    try {
      const response = await fetch(this.url, { headers: { Accept: "application/json" } });
      if (!response.ok) return undefined;
      const news = await response.json();
      this.take(news);
      return news;
    } catch {
      return undefined; // the server is away; it is asked again when the stream of events starts again
    }
  }

  /** What was given of just this thing, for a task.
   *  @param {Thing} thing @param {string} [task] @returns {Given|undefined} */
  of({ page, article }, task = "mark") {
    return this.news.work.find((g) => g.task === task && (article ? g.article === article && !g.gone : !g.article && !g.gone && (g.page ?? 0) === (page ?? 0)));
  }

  /** Who has a thing to mark, by itself or within what it is part of.
   *  @param {Thing} thing */
  holder({ page, article }) {
    return (article && this.of({ article })) || (page && this.of({ page })) || this.of({});
  }

  /** How long there is still, in words.
   *  @param {Given} given */
  until(given) {
    if (given.done) return t("done");
    return given.due ? dueWords(this.left(given)) : "";
  }

  /** @param {Given} given */
  left(given) {
    return Date.parse(given.due ?? "") - Date.now() - this.skew;
  }

  draw() {
    this.drawTabs();
    this.drawLine();
  }

  /** Whose each page is, and who is there now, at its tab. */
  drawTabs() {
    for (const tab of /** @type {NodeListOf<HTMLElement>} */ (byID("tabs").querySelectorAll("a"))) {
      const page = Number(tab.dataset.page);
      const given = this.of({ page });
      const here = [...this.bench.colleagues.here.values()].filter((c) => c.page === page && page !== this.bench.page); // here the gutter says it
      const known = JSON.stringify([given && [given.user, given.done, this.until(given)], here.map((c) => c.id)]);
      if (tab.dataset.whose === known) continue;
      tab.dataset.whose = known;
      tab.querySelectorAll(".tab-who, .tab-here").forEach((old) => old.remove());
      const count = tab.querySelector(".tab-count");
      const parts = [...(given ? [this.tabMark(given)] : []), ...here.map((c) => h("span", { class: "tab-here colleague", role: "img", "data-tint": c.id % tints, "aria-label": t("%s is here", c.name), title: t("%s is here", c.name) }, initials(c.name)))];
      for (const part of parts) tab.insertBefore(part, count);
    }
  }

  /** @param {Given} given */
  tabMark(given) {
    const mine = given.user === this.bench.user;
    const words = [mine ? t("yours") : t("given to %s", given.name), this.until(given)].filter(Boolean).join(", ");
    return h("span", { class: "tab-who", role: "img", "aria-label": words, title: words, "data-mine": mine, "data-done": given.done ?? false, "data-late": !given.done && Boolean(given.due) && isLate(this.left(given)) }, initials(given.name));
  }

  /** Whose the focused article or the page is, in a line. */
  drawLine() {
    const { bench, line } = this;
    const article = bench.focus?.block?.article ?? "";
    const given = this.holder({ page: bench.page, article });
    const words = given ? this.words(given) : "";
    if (line.textContent !== words) line.textContent = words;
    set(line, "data-late", Boolean(given && !given.done && given.due) && isLate(this.left(/** @type {Given} */ (given))));
    set(line, "title", given?.due ? t("Due %s", exactTime(new Date(given.due))) : false);
  }

  /** @param {Given} given */
  words(given) {
    const mine = given.user === this.bench.user;
    const until = this.until(given);
    const who = given.article ? (mine ? t("This article is yours") : t("This article is with %s", given.name))
      : given.page ? (mine ? t("This page is yours") : t("This page is with %s", given.name)) : mine ? t("This issue is yours") : t("This issue is with %s", given.name);
    return until ? `${who} · ${until}` : who;
  }
}
