// @ts-check
// What colleagues ask each other about a place: the queries of the set, kept as the server tells them,
// and their pins in the gutter. Words are no acts: undo leaves them alone.

import { h } from "./dom.js";
import { newID } from "./ids.js";
import { n, t } from "./locale.js";

/** @typedef {import("./bench.js").Bench} Bench */
/** @typedef {{key: string, by: string, author: number, at: string, text: string}} Comment */
/** @typedef {{key: string, anchor: "block"|"text"|"article", page: number, start: number, end: number, article?: string, quote: string,
 *   resolved?: {by: string, at: string}, comments: Comment[]}} Query */
/** @typedef {{anchor: string, page: number, start: number, end: number, article?: string}} Anchor */

export class Queries {
  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
    this.url = `/sets/${bench.set}/queries`;
    this.maySpeak = bench.galley.closest("main")?.dataset.maySpeak === "true";
    /** @type {Map<string, Query>} */
    this.all = new Map();
    /** @type {Map<string, Query>} those heard of since the last reading of all began */
    this.heard = new Map();
    /** counts up when queries change */
    this.turn = 0;
    /** @type {Anchor|null} what a new query would be about */
    this.asking = null;
    bench.painter.adorn = (row, start) => this.pin(row, start);
    bench.painter.remark = (block) => {
      const count = this.openAt(block);
      return count > 0 ? n(count, "%s open query", "%s open queries") : "";
    };
  }

  /** Reads all queries of the set; called whenever the stream of events begins. */
  async load() {
    this.heard.clear();
    try {
      const response = await fetch(this.url, { headers: { Accept: "application/json" } });
      if (!response.ok) return;
      const { queries } = await response.json();
      // What was heard meanwhile is younger than what was read.
      this.all = new Map([...queries.map((/** @type {Query} */ q) => [q.key, q]), ...this.heard]);
      this.draw();
    } catch {
      // The server is away; the stream begins again when it is back, and then they are read.
    }
  }

  /** Takes in a query as it is now.
   *  @param {Query} query */
  take(query) {
    this.all.set(query.key, query);
    this.heard.set(query.key, query);
    this.draw();
  }

  /** Brings pins and lists up to date. */
  draw() {
    this.turn++;
    for (const [start, row] of this.bench.painter.rows) this.pin(row, start);
    this.bench.inspector.draw();
  }

  /** The queries that nobody resolved, in the order of the text.
   *  @returns {Query[]} */
  open() {
    return [...this.all.values()].filter((q) => !q.resolved).sort((a, b) => a.page - b.page || a.start - b.start);
  }

  /** Where a query is shown: at its article's first block, else where it was asked.
   *  @param {Query} query @returns {{page: number, start: number}} */
  place(query) {
    const article = query.article ? this.bench.painter.articles.get(query.article) : undefined;
    if (article?.first) return { page: article.first.page, start: article.first.start };
    return this.bench.painter.elsewhere[query.article ?? ""] ?? { page: query.page, start: query.start };
  }

  /** The queries at a block, resolved ones last.
   *  @param {import("./state.js").Block} block @returns {Query[]} */
  at(block) {
    const here = [...this.all.values()].filter((q) => {
      const { page, start } = this.place(q);
      return page === block.page && block.start <= start && start < block.end;
    });
    return here.sort((a, b) => Number(Boolean(a.resolved)) - Number(Boolean(b.resolved)) || a.start - b.start);
  }

  /** How many queries at a block nobody has resolved.
   *  @param {import("./state.js").Block} block */
  openAt(block) {
    return this.at(block).filter((q) => !q.resolved).length;
  }

  /** Draws the pin of the open queries at a row.
   *  @param {HTMLElement} row @param {number} start */
  pin(row, start) {
    const block = this.bench.state.blockAt(start);
    const count = block ? this.openAt(block) : 0;
    const gutter = row.querySelector(".gutter");
    const old = gutter?.querySelector(".pin");
    if (String(count || "") === (old?.textContent ?? "")) return;
    old?.remove();
    if (count > 0) gutter?.append(h("span", { class: "pin", title: n(count, "%s open query", "%s open queries"), "data-count": count }, String(count)));
    this.bench.painter.refresh(this.bench.state.indexAt(start)); // its words tell of them too
  }

  /** Starts a query: on the selected text, on the focused block, or on its article.
   *  @param {boolean} [onArticle] @returns {boolean} whether there is something to ask about */
  begin(onArticle) {
    const { focus, caret } = this.bench;
    const { page, start, end, article } = focus.block;
    if (onArticle && !article) return false;
    const { selection } = caret;
    if (onArticle) this.asking = { anchor: "article", page, start, end, article };
    else if (selection) this.asking = { anchor: "text", page, ...selection };
    else this.asking = { anchor: "block", page, start, end };
    return true;
  }

  /** Sends a new query. The key makes sending it twice harmless.
   *  @param {Anchor} anchor @param {string} text @param {string} [key] @returns {Promise<string>} what went wrong, "" for nothing */
  ask(anchor, text, key = newID()) {
    return this.send("", { key, ...anchor, text });
  }

  /** @param {Query} query @param {string} text @returns {Promise<string>} */
  answer(query, text) {
    return this.send(`/${query.key}/comments`, { key: newID(), text });
  }

  /** Says that a query is settled, or opens it again.
   *  @param {Query} query @returns {Promise<string>} */
  settle(query) {
    return this.send(`/${query.key}/${query.resolved ? "reopen" : "resolve"}`, {});
  }

  /** @param {string} path @param {any} body @returns {Promise<string>} */
  async send(path, body) {
    try {
      const response = await fetch(this.url + path, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) });
      const answer = await response.json();
      if (!response.ok) return answer.error?.message ?? t("The server refused this.");
      this.take(answer);
      return "";
    } catch {
      return t("The server can not be reached. Your words stay here; send them again in a moment.");
    }
  }
}
