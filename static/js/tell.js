// @ts-check
// What the workbench tells: whether it is saved, sentences that come and go, what a screen reader
// hears, which keys act now.

import { byID, h, set } from "./dom.js";

const hints = /** @type {Record<string, [string, string][]>} */ ({
  block: [["↑ ↓", "move"], ["Space", "decide and go on"], ["Enter", "new article"], ["J", "join"], ["→", "into the text"], ["Z", "undo"], ["?", "all keys"]],
  caret: [["← →", "move"], ["Shift", "select"], [";", "likely cut"], ["X", "cut"], ["Enter", "cut, new article"], ["[ ]", "marks"], ["Esc", "leave"]],
  mark: [["[ ]", "other marks"], ["Shift ← →", "its end"], ["Ctrl Shift ← →", "its start"], ["U", "remove"], ["Esc", "leave"]],
  text: [["Y D R", "byline, dateline, credit"], ["P O F L T", "its parts"], ["E", "more"], ["U", "remove mark"], ["W", "correct"], ["Esc", "leave"]],
});

export class Teller {
  /** @param {import("./queue.js").Queue} queue @param {() => void} retry */
  constructor(queue, retry) {
    this.queue = queue;
    this.retry = retry;
    this.mode = "";
    this.line = byID("saved");
    this.toast = byID("toast");
    this.live = byID("live");
    /** the version to show as saved once nothing waits any more */
    this.version = /** @type {number|undefined} */ (undefined);
    queue.idle = () => this.version !== undefined && this.saved("saved", "", this.version);
  }

  /** @param {import("./http.js").Saved} saved @param {string} [words] @param {number} [version] */
  saved(saved, words, version) {
    const waits = saved === "saved" && this.queue.tasks.length > 0;
    this.version = waits ? version : undefined;
    if (waits) return;
    set(this.line, "data-saved", saved);
    if (saved === "saving") this.line.textContent = "Saving…";
    if (saved === "saved") this.line.textContent = `Saved · version ${version}`;
    if (saved === "refused") this.line.textContent = `Not done: ${words}`;
    if (saved !== "offline") return;
    const waiting = this.queue.tasks.length;
    this.line.replaceChildren(waiting > 0 ? `${words} ${waiting} more wait.` : words ?? "", h("button", { type: "button", onclick: this.retry }, "Try now"));
  }

  /** Shows a sentence until the next key.
   *  @param {string} sentence @param {"bad"|"warn"|""} [tone] */
  say(sentence, tone = "") {
    this.toast.textContent = sentence;
    set(this.toast, "data-tone", tone);
    this.toast.hidden = false;
  }

  /** Takes the sentence away. */
  hush() {
    this.toast.hidden = true;
  }

  /** @param {string} words */
  announce(words) {
    this.live.textContent = words;
  }

  /** @param {string} mode */
  hints(mode) {
    if (mode === this.mode) return;
    this.mode = mode;
    byID("hints").replaceChildren(...hints[mode].map(([keys, words]) => h("span", {}, ...keys.split(" ").map((k) => h("kbd", {}, k)), ` ${words}`)));
  }
}
