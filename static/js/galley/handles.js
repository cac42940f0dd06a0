// @ts-check
// The two handles at the edges of the chosen mark. They are dragged with mouse, pen or finger, and the
// edge goes where the handle is let go; the mark itself is never taken away.

import { h } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { Ruler } from "../lib/offsets.js";
import { step } from "../lib/text.js";
import { snap } from "../lib/word_snap.js";
import { highlight, placeAt, rangeOf } from "./selection.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {"start"|"end"} Side */

export class Handles {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    /** @type {{side: Side, at: number}|null} the edge that is being dragged, and where to */
    this.moving = null;
    /** @type {Record<Side, HTMLElement>} */
    this.elements = { start: this.build("start"), end: this.build("end") };
    new ResizeObserver(() => this.draw()).observe(bench.galley);
  }

  /** @param {Side} side @returns {HTMLElement} */
  build(side) {
    const handle = h("div", { class: "handle", "data-side": side, role: "presentation", hidden: true, title: side === "start" ? t("Drag the start of the mark (Ctrl+Shift+← →)") : t("Drag the end of the mark (Shift+← →)") });
    handle.addEventListener("pointerdown", (event) => this.take(side, handle, event));
    handle.addEventListener("pointermove", (event) => this.drag(event));
    handle.addEventListener("pointerup", (event) => this.drop(event));
    handle.addEventListener("pointercancel", () => this.leave());
    return handle;
  }

  /** The chosen mark when its edges can be moved now. */
  get mark() {
    const { mark } = this.bench.caret;
    return mark && mark.correction === undefined && this.bench.mayMark ? mark : null;
  }

  /** Puts the handles where the edges are. */
  draw() {
    const row = this.bench.focus.row;
    const { mark } = this;
    for (const side of /** @type {Side[]} */ (["start", "end"])) {
      const handle = this.elements[side];
      handle.hidden = !row || !mark;
      if (row && mark && !this.moving) place(handle, row, mark[side], side);
    }
  }

  /** @param {Side} side @param {HTMLElement} handle @param {PointerEvent} event */
  take(side, handle, event) {
    const { mark } = this;
    if (!mark || event.button !== 0) return;
    event.preventDefault();
    event.stopPropagation();
    handle.setPointerCapture(event.pointerId);
    this.moving = { side, at: mark[side] };
  }

  /** @param {PointerEvent} event */
  drag(event) {
    const { mark, moving } = this;
    const row = this.bench.focus.row;
    if (!moving || !mark || !row) return;
    event.preventDefault();
    const at = this.edgeAt(event, moving.side);
    if (at === undefined) return;
    moving.at = at;
    place(this.elements[moving.side], row, at, moving.side);
    const [from, to] = moving.side === "start" ? [at, mark.end] : [mark.start, at];
    highlight("galley-selection", [rangeOf(row, from, to)]);
  }

  /** The edge under a pointer, snapped as a selection is and never past the other edge.
   *  @param {PointerEvent} event @param {Side} side @returns {number|undefined} */
  edgeAt(event, side) {
    const { mark } = this;
    const { block } = this.bench.focus;
    const place = placeUnder(event);
    if (!mark || place?.start !== block.start) return undefined;
    const text = this.bench.textOf(block);
    const ruler = new Ruler(text);
    const fixed = ruler.unit((side === "start" ? mark.end : mark.start) - block.start);
    const nearest = step(text, fixed, side === "start" ? -1 : 1, "grapheme", this.bench.language);
    const wanted = Math[side === "start" ? "min" : "max"](ruler.unit(place.point - block.start), nearest);
    const [start, end] = snap(text, fixed, wanted, { exact: event.altKey, language: this.bench.language });
    return block.start + ruler.point(side === "start" ? start : end);
  }

  /** @param {PointerEvent} event */
  drop(event) {
    const { mark, moving, bench } = this;
    event.preventDefault();
    this.leave();
    if (!mark || !moving || moving.at === mark[moving.side]) return;
    const moved = { start: mark.start, end: mark.end, [moving.side]: moving.at };
    const at = (mark.at ?? []).map((p) => (p.page === bench.page && p.start === mark.start && p.end === mark.end ? { page: p.page, ...moved } : p));
    bench.run({ do: "send", act: { kind: "respan", span: mark.id, at } });
  }

  /** Ends a drag: everything is drawn as it stands. */
  leave() {
    this.moving = null;
    highlight("galley-selection", []);
    this.draw();
    this.bench.back();
  }
}

/** The place in the text under a pointer; the handle itself does not count.
 *  @param {PointerEvent} event */
function placeUnder(event) {
  const handle = /** @type {HTMLElement} */ (event.currentTarget);
  handle.style.pointerEvents = "none";
  const place = placeAt(event.clientX, event.clientY - (event.pointerType === "touch" ? touchLift : 0));
  handle.style.pointerEvents = "";
  return place;
}

const touchLift = 18; // a finger hides what is under it; the place meant is a little above

/** Puts a handle at one edge of a mark.
 *  @param {HTMLElement} handle @param {HTMLElement} row @param {number} at @param {Side} side */
function place(handle, row, at, side) {
  const boxes = side === "start" ? rangeOf(row, at, at + 1).getClientRects() : rangeOf(row, at - 1, at).getClientRects();
  const box = side === "start" ? boxes[0] : boxes[boxes.length - 1];
  if (!box) return;
  if (handle.parentElement !== row) row.append(handle);
  const origin = row.getBoundingClientRect();
  handle.style.left = `${(side === "start" ? box.left : box.right) - origin.left}px`;
  handle.style.top = `${box.top - origin.top}px`;
  handle.style.height = `${box.height}px`;
}
