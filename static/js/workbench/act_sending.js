// @ts-check
// From an act to its answer: at once, or long after a guess was shown.

import { newID } from "../lib/ids.js";
import { t } from "../lib/locale.js";
import { shown } from "../lib/page_lifetime.js";
import { isPlain, predict } from "../markup/predict.js";
import { keptWords } from "../markup/undo_kept.js";
import { UndoPreview } from "../markup/undo_preview.js";

/** @typedef {import("../markup/predict.js").Guess} Guess */

export class Sending {
  /** @param {import("./workbench.js").Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    /** @type {Map<string, number>} acts whose guess is shown, and where the focus stood after them */
    this.guessed = new Map();
    this.undoPreview = new UndoPreview();
    const hear = (/** @type {import("../net/act_post.js").News} */ news) => this.heardPost(news);
    bench.post.listeners.add(hear);
    shown().addEventListener("abort", () => bench.post.listeners.delete(hear));
  }

  /** Sends an act and waits for its answer, so that the next key acts on what the server made of this
   *  one. The looks of the blocks change at once, as they probably will; the focus, and all that stands
   *  beside the text, follow the answer. Only if the server cannot be reached work goes on from the
   *  guess; what the server says comes later, and stands.
   *  @param {any} act */
  async send(act) {
    const id = newID();
    this.bench.own.add(id);
    const result = this.bench.post.send(this.bench.set, { id, base: this.bench.state.version, act });
    const away = this.bench.post.trouble || this.guessed.size > 0;
    const guess = away ? this.predict(id, act) : this.foresee(id, act);
    this.bench.status.saved();
    const known = away ? undefined : await Promise.race([result, this.bench.post.troubled, later(patience)]);
    if (known) {
      this.answered(id, known, act);
      return;
    }
    this.goOn(id, guess ?? this.predict(id, act));
    result.then((late) => this.answeredLate(id, late));
  }

  /** @param {string} id @param {any} act @returns {Guess|undefined} */
  predict(id, act) {
    return predict(act, { state: this.bench.state, roles: this.bench.roles, id });
  }

  /** Shows what an act plainly does, while its answer is on the way.
   *  @param {string} id @param {any} act @returns {Guess|undefined} what is shown */
  foresee(id, act) {
    const undone = act.kind === "undo" ? this.undoPreview.undone(this.bench.state) : undefined;
    const guess = undone ? { cells: undone } : isPlain(act) ? this.predict(id, act) : undefined;
    if (guess) this.bench.preview(() => this.bench.state.guess(id, guess.cells));
    return guess;
  }

  /** Goes on from how an act will probably look.
   *  @param {string} id @param {Guess|undefined} guess */
  goOn(id, guess) {
    if (guess) this.bench.show(() => this.bench.state.guess(id, guess.cells));
    else this.bench.status.say(t("This is saved on this device, and shown when the server answers."), "warn");
    if (guess?.focus !== undefined) this.bench.focus.to(guess.focus);
    this.guessed.set(id, this.bench.focus.start);
    this.bench.status.saved();
  }

  /** An answer that came in time.
   *  @param {string} id @param {import("../net/act_post.js").Result} result @param {any} act */
  answered(id, result, act) {
    if ("answer" in result) {
      this.undoPreview.note(act, result.answer, this.bench.state);
      this.bench.done(result.answer, act, id);
      return;
    }
    const { version, cells, message, problems } = result.refusal;
    this.undoPreview.forget();
    this.bench.take({ version: version ?? 0, cells: version ? cells : undefined, problems }, id);
    this.bench.status.refused(message);
  }

  /** An answer that came after its guess was shown. The focus follows only if the editor has not
   *  gone on since.
   *  @param {string} id @param {import("../net/act_post.js").Result} result */
  answeredLate(id, result) {
    const stood = this.guessed.get(id);
    this.guessed.delete(id);
    const news = "answer" in result ? result.answer : result.refusal;
    this.undoPreview.forget();
    this.bench.show(() => this.bench.state.answer(id, news.version ? { version: news.version, cells: news.cells, problems: news.problems } : { version: 0 }));
    if (news.cells) this.bench.outline.hear({ version: news.version ?? 0, cells: news.cells });
    this.bench.status.saved();
    if ("refusal" in result) this.bench.status.refused(result.refusal.message);
    else if (result.answer.kept?.length) this.bench.status.say(keptWords(this.bench, result.answer), "warn");
    else if (stood === this.bench.focus.start && this.guessed.size === 0 && result.answer.focus) this.bench.goTo(result.answer.focus.page, result.answer.focus.start);
  }

  /** @param {import("../net/act_post.js").News} news */
  heardPost(news) {
    if (news.type === "answered" && news.set === this.bench.set && !this.bench.own.has(news.id)) {
      this.undoPreview.forget(); // another tab of the same person
      if ("answer" in news.result) this.bench.take(news.result.answer);
    }
    if (news.type === "tray") this.bench.status.tray();
    this.bench.status.saved();
  }
}

const patience = 6000; // milliseconds after which a server that says nothing counts as away

/** @param {number} time in milliseconds @returns {Promise<undefined>} */
function later(time) {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), time));
}
