// @ts-check
// A change that is suggested and not done: the next act of the workbench goes into a comment. And what
// becomes of it: somebody who may mark takes it as an act of their own.

import { address } from "../lib/address.js";
import { h } from "../lib/dom.js";
import { newID } from "../lib/ids.js";
import { key } from "../lib/keymap.js";
import { t } from "../lib/locale.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {import("./set_queries.js").Query} Query */
/** @typedef {import("./set_queries.js").Comment} Comment */

const never = new Set(["undo", "redo", "state", "dismiss", "reopen"]); // the server keeps the list of what may be

export class Suggesting {
  /** Waits for an act.
   *  @param {Workbench} bench @param {string} field the id of the field that it goes into */
  constructor(bench, field) {
    bench.suggesting?.end();
    this.bench = bench;
    this.field = field;
    this.start = bench.focus.start;
    this.element = h("div", { class: "suggesting", role: "status" }, h("span", {}, t("Press the key of the change you suggest. The change is not made, but added to your comment.")),
      h("button", { type: "button", class: "small", onclick: () => this.end() }, t("Leave"), h("kbd", {}, "Esc")));
    document.body.append(this.element);
    bench.gone.addEventListener("abort", () => this.element.remove());
    bench.suggesting = this;
    bench.back();
    bench.draw();
  }

  /** Takes the act that was meant.
   *  @param {any} act */
  take(act) {
    if (never.has(act.kind)) {
      this.bench.status.say(t("That cannot be suggested. Suggest a change to the marks."), "warn");
      return;
    }
    this.bench.queries.draft(this.field).act = act;
    this.end();
  }

  /** Goes back to the field. */
  end() {
    const { bench } = this;
    this.element.remove();
    bench.suggesting = null;
    if (bench.focus.start !== this.start) bench.focus.to(this.start);
    bench.back();
    bench.queries.draw();
    document.getElementById(this.field)?.focus();
  }
}

/** The suggestion of a query that waits to be taken: the last one.
 *  @param {Query} query @returns {Comment|undefined} */
export const waiting = (query) => (query.resolved ? undefined : query.comments.findLast((c) => c.act));

/** The key \: takes the suggestion of the first open query here, or the one that is named.
 *  @param {Workbench} bench @param {Command} command @returns {void|Promise<void>} */
export function takeSuggestion(bench, command) {
  const { queries } = bench;
  const here = [...queries.at(bench.focus.block), ...(bench.inspector.issueShown ? queries.onIssue() : [])];
  const query = command.query ? queries.all.get(command.query) : here.find((q) => waiting(q));
  const comment = command.comment ? query?.comments.find((c) => c.key === command.comment) : query && waiting(query);
  if (!query || !comment) bench.status.say(t("Nobody suggests a change here."), "warn");
  else if (!bench.mayMark) bench.status.say(t("You can read this set, but not mark it now."), "warn");
  else return take(bench, query, comment);
  return undefined;
}

/** @param {Workbench} bench @param {Query} query @param {Comment} comment */
async function take(bench, query, comment) {
  const { queries } = bench;
  const id = newID();
  bench.own.add(id);
  const { trouble, answer } = await queries.request(address("takeComment", bench.set, query.key, comment.key), { id, base: bench.state.version });
  if (!trouble) {
    queries.misfits.delete(comment.key);
    // The focus stays: it shows what became of the point, and P leads to the next one.
    bench.sending.answered(id, { answer: { ...answer.answer, focus: undefined } }, comment.act);
    queries.take(answer.query);
    bench.status.say(t("Applied; %s undoes it.", key("z")));
    return;
  }
  bench.own.delete(id);
  queries.misfits.set(comment.key, trouble);
  bench.sending.answered(id, { refusal: { message: trouble, version: answer?.version, cells: answer?.cells } }, comment.act);
  queries.draw();
}
