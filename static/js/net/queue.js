// @ts-check

import { underWay } from "../lib/rest.js";

/** Things to do one after another. While an act waits for its answer, the keys typed meanwhile wait
 *  behind it, so that each acts on the focus that the answer left. */
export class Queue {
  constructor() {
    /** @type {{run: () => (void|Promise<void>), token: string}[]} */
    this.tasks = [];
    this.running = false;
    /** called when nothing is left to do */
    this.idle = () => {};
  }

  /** Runs a task now, or when those before it are done.
   *  @param {() => (void|Promise<void>)} run @param {string} [token] the key, for carrying it to another page */
  push(run, token = "") {
    this.tasks.push({ run, token });
    if (!this.running) this.drain();
  }

  /** Runs a task before all that waits: what a panel chose comes before the keys typed after it.
   *  @param {() => (void|Promise<void>)} run */
  first(run) {
    this.tasks.unshift({ run, token: "" });
    if (!this.running) this.drain();
  }

  async drain() {
    this.running = true;
    const over = underWay();
    for (let task = this.tasks.shift(); task; task = this.tasks.shift()) {
      try {
        const done = task.run();
        if (done) await done; // a task that is done at once keeps the order of events
      } catch (error) {
        console.error(error);
      }
    }
    this.running = false;
    this.idle();
    over();
  }

  /** The keys that still wait.
   *  @returns {string[]} */
  keys() {
    return this.tasks.map((t) => t.token).filter(Boolean);
  }

  /** Drops what waits. */
  clear() {
    this.tasks = [];
  }
}
