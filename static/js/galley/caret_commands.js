// @ts-check
// What keys do with the caret in a block: entering the text, moving, selecting, choosing a mark, correcting. The
// workbench and the desk of review share them.

import { askCorrection } from "../lib/dialogs.js";
import { t } from "../lib/locale.js";
import { slice } from "../lib/offsets.js";
import { dragged } from "./drag.js";

/** @typedef {import("./caret.js").Caret} Caret */
/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {{caret: Caret, warn: (words: string) => void, move: (by: number) => void}} Hand move goes to the next block */

/** @type {Record<string, (hand: Hand, command: Command) => void>} */
export const caretCommands = {
  caret: ({ caret }, c) => enter(caret, c),
  step: ({ caret }, c) => caret.step(c.to, c.by, c.select),
  bound: ({ caret }, c) => caret.put(c.to < 0 ? caret.block.start : caret.block.end, { select: c.select }),
  line: (hand, c) => line(hand, c),
  likely: ({ caret, warn }, c) => void (caret.likely(c.select) || warn(t("Nothing in this block looks like a place to cut."))),
  mark: ({ caret, warn }, c) => void (caret.choose(c.by) || warn(t("This block has no marks."))),
  pick: ({ caret }, c) => caret.pick(c.span),
};

/** Into the text: from where a click left the caret, else from the block's start or end.
 *  @param {Caret} caret @param {Command} c */
function enter(caret, c) {
  const left = caret.at !== null;
  if (!left) caret.put(c.to === "end" ? caret.block.end : caret.block.start);
  if (left || c.select || c.by) caret.step(c.to === "end" ? -1 : 1, c.by ?? "grapheme", c.select);
}

/** A line up or down; beyond the block's last one the focus moves on, and a selection takes the rest.
 *  @param {Hand} hand @param {Command} c */
function line({ caret, move }, c) {
  if (caret.line(c.to, c.select)) return;
  const { start, end } = caret.block;
  if (c.select) caret.put(c.to < 0 ? start : end, { select: true });
  else move(c.to);
}

/** One level out of the text: from a selection or a mark to the caret, from the caret to the block.
 *  @param {Caret} caret @returns {boolean} whether there was one */
export function leaveText(caret) {
  if (caret.at === null) return false;
  if (caret.selection || caret.chosen) caret.put(caret.at);
  else caret.leave();
  return true;
}

/** The act that moves an end of the chosen mark; undefined if there is nothing to move.
 *  @param {Caret} caret @param {number} page @param {Command} c @returns {any} */
export function movedMark(caret, page, c) {
  const { mark } = caret;
  const moved = caret.movedEdge(c.side, c.to);
  if (!mark || !moved || mark.correction !== undefined) return undefined;
  return { kind: "respan", span: mark.id, at: (mark.at ?? []).map((p) => (p.page === page && p.start === mark.start && p.end === mark.end ? { page, ...moved } : p)) };
}

/** Asks for the correction of what is selected.
 *  @param {import("../lib/dialogs.js").Host} host @param {Caret} caret @param {number} page @param {(act: any) => void} send
 *  @returns {boolean} whether anything is selected */
export function correctSelection(host, caret, page, send) {
  const { selection, block, text } = caret;
  if (!selection) return false;
  const source = slice(text, selection.start - block.start, selection.end - block.start);
  askCorrection(host, source, (words) => send({ kind: "correct", page, ...selection, text: words }));
  return true;
}

/** What the mouse does in the text: it selects within a block, and gives blocks the focus.
 *  @param {Caret} caret @param {{idle: () => boolean, later: (run: () => void) => void, start: () => number, go: (start: number, extend: boolean) => void, resting: boolean}} how
 *  start is that of the focused block, go gives another the focus, resting leaves the caret of every click at rest
 *  @returns {import("./selection.js").Hands} */
export function mouseHands(caret, { idle, later, start, go, resting }) {
  return {
    idle,
    later,
    focus: (at, extend) => go(at, extend),
    drag: (place, exact) => dragged(caret, place.point, exact),
    adopt: (at, from, to) => {
      go(at, false);
      caret.select(from, to);
    },
    press: (place, clicks, extend, exact) => {
      const same = place.start === start();
      if (extend && (!same || caret.at === null)) go(place.start, true);
      else if (extend) dragged(caret, place.point, exact);
      else {
        go(place.start, false);
        if (clicks === 2) caret.word(place.point);
        else if (clicks > 2) caret.select(caret.block.start, caret.block.end);
        else caret.put(place.point, { resting: resting || !same });
      }
    },
  };
}
