// @ts-check
// What the workbench tells: whether it is saved, sentences that come and go, what a screen reader
// hears, which keys act now.

import { byID, h, set } from "./dom.js";
import { printed } from "./keymap.js";
import { n, t } from "./locale.js";

const hints = /** @type {Record<string, [string, string][]>} */ ({
  block: [["↑ ↓", t("move")], ["Space", t("decide and go on")], ["Enter", t("new article")], ["J", t("join")], ["→", t("into the text")], ["Z", t("undo")], ["?", t("all keys")]],
  caret: [["← →", t("move")], ["Shift", t("select")], [";", t("likely cut")], ["X", t("cut")], ["Enter", t("cut, new article")], ["[ ]", t("marks")], ["Esc", t("leave")]],
  mark: [["[ ]", t("other marks")], ["Shift ← →", t("its end")], ["Ctrl Shift ← →", t("its start")], ["U", t("remove")], ["Esc", t("leave")]],
  text: [["Y D R", t("byline, dateline, credit")], ["P O F L T", t("its parts")], ["E", t("more")], ["U", t("remove mark")], ["W", t("correct")], ["Esc", t("leave")]],
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
    if (saved === "saving") this.line.textContent = t("Saving…");
    if (saved === "saved") this.line.textContent = t("Saved · version %d", version ?? 0);
    if (saved === "refused") this.line.textContent = t("Not done: %s", words ?? "");
    if (saved !== "offline") return;
    const waiting = this.queue.tasks.length;
    this.line.replaceChildren(waiting > 0 ? n(waiting, "%[2]s %[1]d more waits.", "%[2]s %[1]d more wait.", words ?? "") : words ?? "", h("button", { type: "button", onclick: this.retry }, t("Try now")));
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
    byID("hints").replaceChildren(...hints[mode].map(([keys, words]) => h("span", {}, ...printed(keys, mode).split(" ").map((k) => h("kbd", {}, k)), ` ${words}`)));
  }
}
