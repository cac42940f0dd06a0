// @ts-check
// What the desk sends: one thing after the other, each answered or refused with a sentence. What only says that
// something was read is kept and sent again when the network is back; a decision is not, for it may be too late.

import { during } from "../lib/rest.js";
import { t } from "../lib/locale.js";

/** @typedef {{ok: true, answer: any}|{ok: false, why: string, lost: boolean}} Outcome */

/** How many things that were sent are not answered yet. */
export const sent = { under: 0 };

/** Posts JSON or a form.
 *  @param {string} url @param {any} body @returns {Promise<Outcome>} */
async function post(url, body) {
  const form = body instanceof URLSearchParams;
  return during(async () => {
    const headers = /** @type {Record<string, string>} */ ({ Accept: "application/json" });
    if (!form) headers["Content-Type"] = "application/json";
    const response = await fetch(url, { method: "POST", headers, body: form ? body : JSON.stringify(body), keepalive: !form }).catch(() => null);
    if (!response) return { ok: false, lost: true, why: t("There is no connection. Nothing was sent, and nothing that you typed is lost.") };
    const answer = await response.json().catch(() => null);
    if (response.ok && answer) return { ok: true, answer };
    if (response.status === 401) return { ok: false, lost: true, why: t("You are signed out. Sign in again in another window, then repeat this: what you typed is kept.") };
    return { ok: false, lost: response.status >= 500, why: answer?.error?.message ?? t("The server could not do this. Try again in a moment: what you typed is kept.") };
  });
}

/** Sends JSON or a form, and says what came of it.
 *  @param {string} url @param {any} body @returns {Promise<Outcome>} */
export async function send(url, body) {
  sent.under++;
  try {
    return await post(url, body);
  } finally {
    setTimeout(() => sent.under--); // what follows from the answer begins before
  }
}

const pause = 3000; // before what could not be sent is tried again, in milliseconds

/** Keeps what says that something was read until the server has it. */
export class Readings {
  /** @param {string} url @param {(waiting: number) => void} told of how much still waits */
  constructor(url, told) {
    this.url = url;
    this.told = told;
    /** @type {any[]} */
    this.waiting = [];
    this.sending = false;
  }

  /** @param {{version: number, text?: any[], cells?: string[], forget?: any[]}} seen @returns {Promise<void>} when it was sent, or could not be */
  add(seen) {
    this.waiting.push(seen);
    return this.go();
  }

  async go() {
    if (this.sending) return;
    this.sending = true;
    while (this.waiting.length > 0) {
      const outcome = await send(this.url, this.waiting[0]);
      if (!outcome.ok && outcome.lost) {
        setTimeout(() => void this.go(), pause);
        break;
      }
      this.waiting.shift(); // what the server refuses is no longer there to be read
    }
    this.sending = false;
    this.told(this.waiting.length);
  }
}
