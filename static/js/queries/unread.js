// @ts-check
// Which comments somebody has not read. What the inspector shows for a moment counts as read; it is
// called new until the focus goes on.

import { address } from "../lib/address.js";
import { byID } from "../lib/dom.js";
import { n, t } from "../lib/locale.js";

/** @typedef {import("./set_queries.js").Query} Query */

const glance = 900; // milliseconds that words are shown before they count as read

export class Unread {
  /** @param {import("./set_queries.js").Queries} queries */
  constructor(queries) {
    this.queries = queries;
    /** @type {Map<string, string>} the last comment read, by the query */
    this.read = new Map();
    /** @type {Set<string>} comments that were read just now */
    this.fresh = new Set();
    this.where = ""; // what the inspector shows
    this.timer = 0;
    /** @type {Query[]} */
    this.shown = [];
  }

  /** Takes in how far a query was read, as the server says. Reading goes only forward.
   *  @param {Query} query */
  learn(query) {
    if (query.read) this.note(query, query.read);
  }

  /** @param {Query} query @param {string} comment its key */
  note(query, comment) {
    const at = (/** @type {string|undefined} */ key) => query.comments.findIndex((c) => c.key === key);
    if (at(comment) > at(this.read.get(query.key))) this.read.set(query.key, comment);
  }

  /** The comments of a query that others wrote and that nobody read here; what one wrote oneself has
   *  been read up to there.
   *  @param {Query} query @returns {import("./set_queries.js").Comment[]} */
  of(query) {
    const own = this.queries.bench.user;
    const read = query.comments.findLastIndex((c) => c.author === own || c.key === this.read.get(query.key));
    return query.comments.slice(read + 1).filter((c) => !c.deleted);
  }

  /** How many comments of some queries are unread.
   *  @param {Iterable<Query>} queries */
  among(queries) {
    let count = 0;
    for (const query of queries) count += this.of(query).length;
    return count;
  }

  /** Whether a comment counts as new.
   *  @param {Query} query @param {string} comment its key */
  isNew(query, comment) {
    return this.fresh.has(comment) || this.of(query).some((c) => c.key === comment);
  }

  /** Tells how many are unread in the bar. */
  tell() {
    const count = this.among(this.queries.all.values());
    const button = byID("unread");
    button.hidden = count === 0;
    button.textContent = n(count, "%s unread", "%s unread");
  }

  /** The query to read next: the first one behind a place, else the first.
   *  @param {{page: number, end: number}} here @returns {Query|undefined} */
  next(here) {
    const order = (/** @type {Query} */ q) => this.queries.place(q);
    const unread = [...this.queries.all.values()].filter((q) => this.of(q).length > 0)
      .sort((a, b) => order(a).page - order(b).page || order(a).start - order(b).start);
    return unread.find((q) => order(q).page > here.page || (order(q).page === here.page && order(q).start >= here.end)) ?? unread[0];
  }

  /** Says which queries the inspector shows.
   *  @param {string} where the place that has the focus @param {Query[]} queries */
  show(where, queries) {
    if (where !== this.where) this.fresh.clear();
    if (where !== this.where) clearTimeout(this.timer);
    if (where !== this.where || this.among(this.shown) === 0) this.timer = 0;
    this.where = where;
    this.shown = queries;
    if (this.among(queries) === 0 || this.timer !== 0) return;
    this.timer = setTimeout(() => this.glanced(), glance);
  }

  glanced() {
    const { gone } = this.queries.bench;
    this.timer = 0;
    if (gone.aborted) return;
    if (document.hidden) {
      document.addEventListener("visibilitychange", () => this.show(this.where, this.shown), { once: true, signal: gone });
      return;
    }
    for (const query of this.shown) for (const comment of this.of(query)) this.fresh.add(comment.key);
    this.mark(this.shown);
  }

  /** Marks queries as read as far as they are known here, and tells the server.
   *  @param {Iterable<Query>} queries */
  async mark(queries) {
    const keys = [];
    for (const query of queries) {
      const last = this.of(query).at(-1);
      if (!last) continue;
      keys.push(last.key);
      this.note(query, last.key);
    }
    if (keys.length === 0) return;
    this.queries.draw();
    const { trouble } = await this.queries.request(address("readQueries", this.queries.bench.set), { comments: keys });
    if (trouble) this.queries.bench.status.say(t("What you have read could not be saved: %s", trouble), "warn");
  }

  /** Takes in what was read on another page of the same person.
   *  @param {string[]} comments */
  hear(comments) {
    const keys = new Set(comments);
    for (const query of this.queries.all.values()) for (const c of query.comments) if (keys.has(c.key)) this.note(query, c.key);
    this.queries.draw();
  }
}
