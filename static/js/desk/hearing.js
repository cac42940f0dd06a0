// @ts-check
// What others do to the set while it is read: the page is drawn again where it differs, and nothing moves. What the
// reader did is drawn with its answer, and not a second time when it is heard of.

import { debounced } from "../lib/dom.js";
import { desk, drawn, redraw } from "./page.js";
import { sent } from "./sending.js";

/** @typedef {{key: string, resolved?: any, comments: {text: string, taken?: any, deleted?: string}[]}} Heard a thread, as it is told */

/** Whether a thread stands on the page as it was told.
 *  @param {Heard} heard @returns {boolean} */
export function showsThread(heard) {
  const thread = document.querySelector(`[data-thread="${CSS.escape(heard.key)}"]`);
  const spoken = [...(thread?.querySelectorAll(".spoken") ?? [])];
  if (!thread || thread.hasAttribute("data-resolved") !== Boolean(heard.resolved) || spoken.length !== heard.comments.length) return false;
  return spoken.every((element, i) => {
    const { text, taken, deleted } = heard.comments[i];
    return element.hasAttribute("data-taken") === Boolean(taken) && (deleted ? element.hasAttribute("data-gone") : element.querySelector(".spoken-words")?.textContent === text);
  });
}

/** What is done with the news of the set.
 *  @returns {{step: (event: {version: number}) => void, query: (thread: Heard) => void, work: () => void}} */
export function ears() {
  let version = 0;
  let work = false;
  /** @type {Map<string, Heard>} */
  const threads = new Map();
  const look = debounced(300, async () => {
    await own();
    const differs = work || Number(desk().dataset.version) < version || [...threads.values()].some((thread) => !showsThread(thread));
    work = false;
    threads.clear();
    if (differs) await redraw();
  });
  return {
    step: (event) => {
      version = Math.max(version, event.version);
      look();
    },
    query: (thread) => {
      threads.set(thread.key, thread);
      look();
    },
    work: () => {
      work = true;
      look();
    },
  };
}

/** Waits until what the reader did is answered and drawn. */
async function own() {
  while (sent.under > 0 || drawn.under > 0) await new Promise((done) => setTimeout(done, 50));
}
