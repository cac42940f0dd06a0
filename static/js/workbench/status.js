// @ts-check
// What the workbench tells: whether it is saved, sentences that come and go, what a screen reader
// hears, which keys act now.

import { byID, h, set } from "../lib/dom.js";
import { printed } from "../lib/keymap.js";
import { n, t } from "../lib/locale.js";
import { kept } from "../net/outbox.js";
import { showTray } from "./refused_acts.js";

const hints = /** @type {Record<string, [string, string][]>} */ ({
  block: [["↑ ↓", t("move")], ["Space", t("decide and go on")], ["Enter", t("new article")], ["J", t("join")], ["→", t("into the text")], ["Z", t("undo")], ["?", t("all keys")]],
  caret: [["← →", t("move")], ["Shift", t("select")], [";", t("likely cut")], ["X", t("cut")], ["Enter", t("cut, new article")], ["[ ]", t("marks")], ["Esc", t("leave")]],
  mark: [["[ ]", t("other marks")], ["Shift ← →", t("its end")], ["Ctrl Shift ← →", t("its start")], ["U", t("remove")], ["Esc", t("leave")]],
  text: [["Y D R", t("byline, dateline, credit")], ["P O F L T", t("its parts")], ["E", t("more")], ["U", t("remove mark")], ["W", t("correct")], ["Esc", t("leave")]],
});

/** Why nothing can be sent, and what waits: only what is on the disk counts as kept.
 *  @param {import("../net/act_post.js").Trouble} trouble @param {number} waiting @param {number} writing */
function troubleWords(trouble, waiting, writing) {
  const why = { away: t("The server cannot be reached."), "signed-out": t("You are signed out; sign in again in another window."), trouble: t("The server has a problem.") }[trouble];
  if (writing > 0) return `${why} ${t("Saving on this device…")}`;
  return `${why} ${waiting === 0 ? t("Go on; nothing is lost.") : n(waiting, "%s act is waiting to be saved; go on, nothing is lost.", "%s acts are waiting to be saved; go on, nothing is lost.")}`;
}

export class Status {
  /** @param {import("./workbench.js").Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    this.mode = "";
    this.not = ""; // why the last act was refused
    this.line = byID("saved");
    this.toast = byID("toast");
    this.live = byID("live");
    bench.queue.idle = () => this.saved();
    this.tray();
  }

  /** Shows whether all is saved, how much waits, and why. */
  saved() {
    const { post, queue, state } = this.bench;
    const waiting = post.waiting.size;
    if (post.trouble) {
      set(this.line, "data-saved", "offline");
      const words = troubleWords(post.trouble, waiting, post.writing);
      if (this.line.firstChild?.textContent !== words) this.line.replaceChildren(words, h("button", { type: "button", onclick: () => post.rouse() }, t("Try now")));
    } else if (waiting > 0 || queue.tasks.length > 0) {
      set(this.line, "data-saved", "saving");
      this.line.textContent = waiting > 1 ? t("Saving… %d waiting", waiting) : t("Saving…");
    } else if (this.not) {
      set(this.line, "data-saved", "refused");
      this.line.textContent = t("Not done: %s", this.not);
    } else {
      set(this.line, "data-saved", "saved");
      this.line.textContent = t("Saved · version %d", state.version);
    }
  }

  /** Says why an act was refused, until the next one.
   *  @param {string} why */
  refused(why) {
    this.not = why;
    this.say(why, "bad");
    this.saved();
  }

  /** Shows how many acts were refused after their editor had gone on. */
  async tray() {
    const { post } = this.bench;
    const refused = (await kept(post.user)).filter((k) => k.refused);
    const button = document.getElementById("tray");
    button?.remove();
    if (refused.length === 0) return;
    this.line.before(h("button", { type: "button", id: "tray", class: "plain tray", onclick: () => showTray(this.bench) }, t("%d refused", refused.length)));
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
    this.not = "";
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
