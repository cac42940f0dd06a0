// @ts-check
// What the last acts of this page changed, so that undo can be shown before the server has answered.
// The server decides what undo takes back; here only what is plain is remembered, and no further back
// than this page was opened.

/** @typedef {import("./state.js").State} State */
/** @typedef {{before: Record<string, any>, after: Record<string, any>}|null} Turn null for a step that is not known apart */

const most = 200;

export class UndoPreview {
  constructor() {
    /** @type {Turn[]} the last one last */
    this.turns = [];
  }

  /** Remembers an act by its answer, before the state takes it in.
   *  @param {any} act @param {import("../net/act_post.js").Answer} answer @param {State} state */
  note(act, answer, state) {
    if (act.kind === "redo") this.forget();
    else if (act.kind === "undo") this.turns.pop();
    else if (answer.inferred) this.turns.push(null, null); // the act and what was inferred from it are two steps
    else if (Object.keys(answer.cells ?? {}).length > 0) this.turns.push({ before: state.said(Object.keys(answer.cells)), after: answer.cells });
    if (this.turns.length > most) this.turns.shift();
  }

  /** The cells as undo will probably leave them; undefined if nothing can be said, or if somebody
   *  has changed one of them since.
   *  @param {State} state @returns {Record<string, any>|undefined} */
  undone(state) {
    const last = this.turns.at(-1);
    if (!last || Object.entries(last.after).some(([name, value]) => (state.cells.get(name) ?? null) !== (value ?? null))) return undefined;
    return last.before;
  }

  /** Somebody acted elsewhere, so that the last step may be another one. */
  forget() {
    this.turns = [];
  }
}
