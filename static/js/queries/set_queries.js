// @ts-check
// What colleagues ask each other about a place: the queries of the set, kept as the server tells them,
// and their pins in the gutter. Words are not acts: undo leaves them alone.

import { address } from "../lib/address.js";
import { h, set } from "../lib/dom.js";
import { newID } from "../lib/ids.js";
import { n, t } from "../lib/locale.js";
import { Unread } from "./unread.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {{by: string, at: string}} By */
/** @typedef {{key: string, by: string, author: number, at: string, text: string, answer?: "done"|"disagree"|"ask", act?: any, was?: string, taken?: By,
 *   edited?: string, deleted?: "author"|"administrator", mentions?: {id: number, name: string}[]}} Comment */
/** @typedef {{key: string, anchor: "block"|"text"|"article"|"span"|"issue", page: number, start: number, end: number, article?: string, span?: string,
 *   quote: string, resolved?: By, comments: Comment[], read?: string, news?: string, mentioned?: number[], gone?: boolean}} Query */
/** @typedef {{anchor: string, page?: number, start?: number, end?: number, article?: string, span?: string}} Anchor */
/** @typedef {{text: string, act?: any, answer?: string}} Draft what somebody writes in a field, kept while the panel shows something else */

/** @type {Map<number, Map<string, Draft>>} what is being written, by the set: it outlives the turn of a page */
const drafts = new Map();

export class Queries {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    this.url = address("queries", bench.set);
    const { maySpeak, mayDelete } = bench.galley.closest("main")?.dataset ?? {};
    this.maySpeak = maySpeak === "true";
    this.mayDelete = mayDelete === "true";
    /** @type {Map<string, Query>} */
    this.all = new Map();
    /** @type {Map<string, Query>} those heard of since the last reading of all began */
    this.heard = new Map();
    /** counts up when queries change */
    this.turn = 0;
    /** @type {Anchor|null} what a new query would be about */
    this.asking = null;
    /** @type {Map<string, Draft>} by the field */
    this.drafts = drafts.get(bench.set) ?? new Map();
    drafts.set(bench.set, this.drafts);
    /** the comment that is being changed, or "" for none */
    this.editing = "";
    /** @type {Map<string, string>} why a suggestion could not be taken, by its comment */
    this.misfits = new Map();
    this.unread = new Unread(this);
    bench.painter.adorn = (row, start) => this.pin(row, start);
    bench.painter.remark = (block) => this.pinWords(block);
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
      for (const query of this.heard.values()) if (query.gone) this.all.delete(query.key);
      for (const query of queries) this.unread.learn(query);
      this.draw();
    } catch {
      // The server is away; the stream begins again when it is back, and then they are read.
    }
  }

  /** Takes in a query as it is now.
   *  @param {Query} query */
  take(query) {
    if (query.gone) this.all.delete(query.key);
    else this.all.set(query.key, query);
    this.heard.set(query.key, query);
    const news = query.comments?.find((c) => c.key === query.news);
    if (news && query.mentioned?.includes(this.bench.user)) this.bench.status.say(t("%s mentions you: %s", news.by, news.text.slice(0, 120)));
    this.draw();
  }

  /** Brings pins and lists up to date. */
  draw() {
    if (this.bench.gone.aborted) return;
    this.turn++;
    for (const [start, row] of this.bench.painter.rows) this.pin(row, start);
    this.unread.tell();
    this.bench.inspector.draw();
  }

  /** The queries that nobody resolved: those of the issue, then the others in the order of the text.
   *  @returns {Query[]} */
  open() {
    return [...this.all.values()].filter((q) => !q.resolved).sort((a, b) => a.page - b.page || a.start - b.start);
  }

  /** Where a query is shown: at its mark, at its article's first block, else where it was asked; one on
   *  the issue where the issue begins.
   *  @param {Query} query @returns {{page: number, start: number}} */
  place(query) {
    if (query.anchor === "issue") {
      const page = this.bench.tabs()[0]?.page ?? this.bench.page;
      return { page, start: page === this.bench.page ? (this.bench.state.blocks()[0]?.start ?? 0) : 0 };
    }
    const mark = query.span ? this.bench.state.cells.get(`span/${query.span}`)?.at?.[0] : undefined;
    if (mark) return { page: mark.page, start: mark.start };
    const article = query.article ? this.bench.painter.articles.get(query.article) : undefined;
    if (article?.first) return { page: article.first.page, start: article.first.start };
    return this.bench.painter.elsewhere[query.article ?? ""] ?? { page: query.page, start: query.start };
  }

  /** The queries at a block, resolved ones last.
   *  @param {import("../markup/state.js").Block} block @returns {Query[]} */
  at(block) {
    return settledLast([...this.all.values()].filter((q) => {
      if (q.anchor === "issue") return false;
      const { page, start } = this.place(q);
      return page === block.page && block.start <= start && start < block.end;
    }));
  }

  /** The queries on the whole issue, resolved ones last.
   *  @returns {Query[]} */
  onIssue() {
    return settledLast([...this.all.values()].filter((q) => q.anchor === "issue"));
  }

  /** What the pin of a block says.
   *  @param {import("../markup/state.js").Block} block @returns {string} */
  pinWords(block) {
    const here = this.at(block);
    const open = here.filter((q) => !q.resolved).length;
    const unread = this.unread.among(here);
    return [open > 0 ? n(open, "%s open query", "%s open queries") : "", unread > 0 ? n(unread, "%s unread", "%s unread") : ""].filter(Boolean).join(t(", "));
  }

  /** Draws the pin of the queries at a row that are open or unread.
   *  @param {HTMLElement} row @param {number} start */
  pin(row, start) {
    const block = this.bench.state.blockAt(start);
    const words = block ? this.pinWords(block) : "";
    const gutter = row.querySelector(".gutter");
    const old = gutter?.querySelector(".pin");
    if (words === (old?.getAttribute("title") ?? "")) return;
    old?.remove();
    if (block && words) {
      const here = this.at(block);
      const open = here.filter((q) => !q.resolved).length;
      const pin = h("span", { class: "pin", title: words, "data-count": open }, open > 0 ? String(open) : "✓");
      set(pin, "data-unread", this.unread.among(here) > 0);
      gutter?.append(pin);
    }
    this.bench.painter.refresh(this.bench.state.indexAt(start)); // its words tell of them too
  }

  /** What can be asked about from here, the nearest first: the selected text, the block, its marks, its
   *  article, the issue.
   *  @returns {Anchor[]} */
  anchors() {
    const { focus, caret, state } = this.bench;
    const { page, start, end, article } = focus.block;
    const chosen = caret.mark;
    const marks = state.marks(focus.block).filter((m) => m.correction === undefined);
    const spans = [...marks.filter((m) => m.id === chosen?.id), ...marks.filter((m) => m.id !== chosen?.id)].map((m) => ({ anchor: "span", page, start: m.start, end: m.end, span: m.id }));
    const block = { anchor: "block", page, start, end };
    return [...(caret.selection ? [{ anchor: "text", page, ...caret.selection }] : []), ...(chosen ? [...spans, block] : [block, ...spans]),
      ...(article ? [{ anchor: "article", page, start, end, article }] : []), { anchor: "issue" }];
  }

  /** Starts a query: on the selected text, the chosen mark or the focused block, or on what is named.
   *  @param {string} [on] article or issue @returns {boolean} whether there is something to ask about */
  begin(on) {
    const anchor = this.anchors().find((a) => !on || a.anchor === on);
    if (anchor) this.asking = anchor;
    return anchor !== undefined;
  }

  /** What is being written in a field.
   *  @param {string} field its id @returns {Draft} */
  draft(field) {
    const draft = this.drafts.get(field) ?? { text: "" };
    this.drafts.set(field, draft);
    return draft;
  }

  /** Sends a new query. The key makes sending it twice harmless.
   *  @param {Anchor} anchor @param {Draft} draft @returns {Promise<string>} what went wrong, "" for nothing */
  ask(anchor, draft) {
    return this.send(this.url, { key: newID(), ...anchor, ...draft });
  }

  /** @param {Query} query @param {Draft} draft @returns {Promise<string>} */
  answer(query, draft) {
    return this.send(address("comments", this.bench.set, query.key), { key: newID(), ...draft });
  }

  /** @param {Query} query @param {Comment} comment @param {string} text @returns {Promise<string>} */
  edit(query, comment, text) {
    return this.send(address("comment", this.bench.set, query.key, comment.key), { text });
  }

  /** @param {Query} query @param {Comment} comment @returns {Promise<string>} */
  remove(query, comment) {
    return this.send(address("deleteComment", this.bench.set, query.key, comment.key), {});
  }

  /** Says that a query is settled, or opens it again.
   *  @param {Query} query @returns {Promise<string>} */
  settle(query) {
    return this.send(address(query.resolved ? "reopenQuery" : "resolveQuery", this.bench.set, query.key), {});
  }

  /** @param {string} url @param {any} body @returns {Promise<string>} */
  async send(url, body) {
    const { trouble, answer } = await this.request(url, body);
    if (!trouble) this.take(answer);
    return trouble;
  }

  /** @param {string} url @param {any} body @returns {Promise<{trouble: string, answer: any}>} the answer is undefined if the server is away */
  async request(url, body) {
    try {
      const response = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify(body) });
      const answer = await response.json();
      return { trouble: response.ok ? "" : (answer.error?.message ?? t("The server refused this.")), answer };
    } catch {
      return { trouble: t("The server cannot be reached. Your text stays here; send it again in a moment."), answer: undefined };
    }
  }
}

/** @param {Query[]} queries @returns {Query[]} */
const settledLast = (queries) => queries.sort((a, b) => Number(Boolean(a.resolved)) - Number(Boolean(b.resolved)) || a.start - b.start);
