// @ts-check
// Sends what the outbox keeps. Of all tabs of one user one leads: it sends, in order, one request at a
// time, and tells the others what was answered. The id of a step makes sending it twice harmless, so
// what got lost on the way, or was sent by a tab that closed, is simply sent again.

import { address } from "../lib/address.js";
import * as outbox from "./outbox.js";
import { during, underWay } from "../lib/rest.js";

/** @typedef {{version: number, cells: Record<string, any>, focus?: {page: number, start: number}, kind?: string, inferred?: boolean,
 *   kept?: string[], keptBy?: string[], problems?: Record<string, any[]>}} Answer */
/** @typedef {{code?: string, message: string, version?: number, cells?: Record<string, any>, problems?: Record<string, any[]>}} Refusal */
/** @typedef {{answer: Answer}|{refusal: Refusal}} Result */
/** @typedef {"away"|"signed-out"|"trouble"} Trouble why nothing can be sent now */
/** @typedef {{type: "answered", id: string, set: number, result: Result, late: boolean}} Answered */
/** @typedef {{type: "more"}|Answered|{type: "trouble", trouble: Trouble|""}|{type: "tray"}} News */

const most = 100; // acts in one request
const firstPause = 400; // milliseconds
const longestPause = 10000;
const longestTry = 30000; // a request that is not answered by then is given up, and made again

export class Post {
  /** @param {number} user */
  constructor(user) {
    this.user = user;
    /** acts of this tab that wait, by id: what to do with the result */
    this.waiting = /** @type {Map<string, (result: Result) => void>} */ (new Map());
    /** how many of them are not on the disk yet */
    this.writing = 0;
    /** @type {Trouble|""} */
    this.trouble = "";
    this.expectTrouble();
    /** @type {Set<(news: News) => void>} */
    this.listeners = new Set();
    this.channel = new BroadcastChannel(`galley-${user}`);
    this.channel.addEventListener("message", (event) => this.hear(event.data));
    /** ends the leader's pause, or its waiting for more */
    this.wake = () => {};
    this.awake = false;
    addEventListener("online", () => this.rouse());
    addEventListener("beforeunload", (event) => {
      if (this.writing > 0) event.preventDefault();
    });
    navigator.locks.request(`galley-post-${user}`, () => this.lead());
  }

  /** Keeps an act and has it sent. The promise ends when it is answered, which may be after a long
   *  time, or never in this tab.
   *  @param {number} set @param {outbox.Step} step @returns {Promise<Result>} */
  async send(set, step) {
    const result = /** @type {Promise<Result>} */ (new Promise((resolve) => this.waiting.set(step.id, resolve)));
    result.then(underWay());
    this.writing++;
    await outbox.keep({ ...step, user: this.user, set, at: Date.now(), refused: "" });
    this.writing--;
    this.tell({ type: "more" });
    return result;
  }

  /** Makes the promise that ends when the server turns out not to be reached. */
  expectTrouble() {
    /** @type {Promise<undefined>} */
    this.troubled = new Promise((resolve) => (this.endTroubled = () => resolve(undefined)));
  }

  /** @param {Trouble|""} trouble */
  setTrouble(trouble) {
    this.trouble = trouble;
    if (trouble) this.endTroubled?.();
    else this.expectTrouble();
  }

  /** Asks for another try at once. */
  rouse() {
    this.tell({ type: "more" });
  }

  /** Tells every tab, this one among them.
   *  @param {News} news */
  tell(news) {
    this.channel.postMessage(news);
    this.hear(news);
  }

  /** @param {News} news */
  hear(news) {
    if (news.type === "more") {
      this.awake = true;
      this.wake();
    }
    if (news.type === "trouble") this.setTrouble(news.trouble);
    if (news.type === "answered") {
      this.waiting.get(news.id)?.(news.result);
      this.waiting.delete(news.id);
    }
    for (const listener of this.listeners) listener(news);
  }

  /** Sends as long as this tab lives; the lock is held all the while. */
  async lead() {
    for (let pause = firstPause; ;) {
      this.awake = false; // what is kept from here on starts us again
      const all = (await outbox.kept(this.user)).filter((k) => !k.refused);
      const batch = all.filter((k) => k.set === all[0].set).slice(0, most);
      if (batch.length === 0) {
        await this.rest(0);
        continue;
      }
      const trouble = await during(() => this.sendBatch(batch));
      if (trouble !== this.trouble) this.tell({ type: "trouble", trouble });
      if (!trouble) pause = firstPause;
      else {
        await this.rest(pause);
        pause = Math.min(pause * 2, longestPause);
      }
    }
  }

  /** One request; says why nothing came of it, "" if all was answered.
   *  @param {outbox.Kept[]} batch @returns {Promise<Trouble|"">} */
  async sendBatch(batch) {
    const body = JSON.stringify({ user: this.user, steps: batch.map(({ id, base, act }) => ({ id, base, act })) });
    try {
      const response = await fetch(address("keptSteps", batch[0].set), { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body, signal: AbortSignal.timeout(longestTry) });
      if (response.status === 401 || response.redirected) return "signed-out";
      if (response.status >= 500 || response.status === 429) return "trouble";
      const said = await response.json();
      const results = response.ok ? said.results : batch.map(() => said);
      await this.answered(batch, results);
      return results.length < batch.length ? "trouble" : "";
    } catch {
      return "away";
    }
  }

  /** Lets go of what was answered, and tells.
   *  @param {outbox.Kept[]} batch @param {any[]} results of its first acts */
  async answered(batch, results) {
    const news = results.map((said, i) => this.newsOf(batch[i], said));
    const refused = news.flatMap((n, i) => (n.late && "refusal" in n.result ? [{ ...batch[i], refused: n.result.refusal.message }] : []));
    const kept = new Set(refused.map((act) => act.seq));
    // The editor waits for the news, and nobody for the outbox: should this tab be closed in between, the
    // acts are sent once more, which is harmless.
    for (const one of news) this.tell(one);
    await outbox.settle(batch.slice(0, results.length).map((act) => act.seq).filter((seq) => !kept.has(seq)), refused);
    if (refused.length > 0) this.tell({ type: "tray" });
  }

  /** @param {outbox.Kept} kept @param {any} said @returns {Answered} */
  newsOf(kept, said) {
    /** @type {Result} */
    const result = said.error ? { refusal: { ...said.error, version: said.version, cells: said.cells, problems: said.problems } } : { answer: said };
    return { type: "answered", id: kept.id, set: kept.set, result, late: !this.waiting.has(kept.id) || Date.now() - kept.at > lateAfter };
  }

  /** @param {number} pause in milliseconds; 0 until somebody wakes us @returns {Promise<void>} */
  rest(pause) {
    return new Promise((resolve) => {
      const timer = pause > 0 ? setTimeout(resolve, pause) : 0;
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.awake) this.wake();
    });
  }
}

/** What is refused later than this after it was done, in milliseconds, stays in the tray: the editor
 *  has gone on, and would miss a sentence that comes and goes. */
export const lateAfter = 1500;
