// @ts-check
// Sends acts, one at a time, until they are answered. The id of a step makes sending it twice
// harmless, so a request that got lost is simply sent again.

import { t } from "./locale.js";

/** @typedef {{version: number, cells: Record<string, any>, focus?: {page: number, start: number}, kind?: string, inferred?: boolean,
 *   kept?: string[], problems?: Record<string, any[]>}} Answer */
/** @typedef {{code: string, message: string, version?: number, cells?: Record<string, any>, problems?: Record<string, any[]>}} Refusal */
/** @typedef {"saving"|"saved"|"refused"|"offline"} Saved */

const firstPause = 400;
const longestPause = 10000;

export class Sender {
  /** @param {string} url @param {(saved: Saved, words?: string) => void} tell */
  constructor(url, tell) {
    this.url = url;
    this.tell = tell;
    this.busy = false;
    /** ends the pause before the next try */
    this.wake = () => {};
    addEventListener("online", () => this.wake());
  }

  /** Sends an act until the server answers it.
   *  @param {string} id of the step @param {number} base @param {any} act @returns {Promise<{answer: Answer}|{refusal: Refusal}>} */
  async send(id, base, act) {
    this.busy = true;
    this.tell("saving");
    const body = JSON.stringify({ id, base, act });
    for (let pause = firstPause; ; pause = Math.min(pause * 2, longestPause)) {
      const result = await this.attempt(body);
      if (result) {
        this.busy = false;
        return result;
      }
      await this.rest(pause);
    }
  }

  /** One try; undefined where it has to be made again.
   *  @param {string} body @returns {Promise<{answer: Answer}|{refusal: Refusal}|undefined>} */
  async attempt(body) {
    try {
      const response = await fetch(this.url, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body });
      if (response.status >= 500) return this.later(t("The server has a problem"));
      if (response.status === 401 || response.redirected) return this.later(t("You are signed out. Sign in again in another window"));
      const answer = await response.json();
      if (response.ok) return { answer };
      return { refusal: { code: String(response.status), message: t("The server refused this."), ...answer.error, version: answer.version, cells: answer.cells, problems: answer.problems } };
    } catch {
      return this.later(t("The server can not be reached"));
    }
  }

  /** @param {string} why @returns {undefined} */
  later(why) {
    this.tell("offline", t("%s; this act is kept and sent again.", why));
  }

  /** @param {number} pause in milliseconds @returns {Promise<void>} */
  rest(pause) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}
