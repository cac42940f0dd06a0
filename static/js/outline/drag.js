// @ts-check
// Dragging rows of the outline: a line shows where an article or block would come to stand, a frame
// what it would come under. By touch it begins with a long press, so that the column still scrolls.

import { h, set } from "../lib/dom.js";
import { give, place, send } from "./acts.js";

/** @typedef {import("./tree.js").Outline} Outline */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {"before"|"after"|"into"} Where */
/** @typedef {{row: Row, where: Where}} Drop */

const slack = 5; // pixels that a press may tremble
const longPress = 350; // milliseconds
const edge = 36; // pixels at the column's ends that scroll it

/** Where a row would be dropped: at this part of another's height; null if it cannot.
 *  @param {Row} row the one in the hand @param {Row|undefined} over @param {number} part 0 at the top to 1 @returns {Drop|null} */
export function dropAt(row, over, part) {
  if (!over || over.key === row.key) return null;
  if (row.article) {
    if (!over.article || over.article.parent === row.article.id) return null;
    return { row: over, where: part < 0.3 ? "before" : part > 0.7 && !(over.kind === "package" && over.open) ? "after" : "into" };
  }
  if (over.article && over.kind !== "package") return { row: over, where: "into" };
  if (over.kind === "block") return { row: over, where: row.block?.article === over.block?.article ? (part < 0.5 ? "before" : "after") : "into" };
  return null;
}

/** @param {Outline} outline */
export function listenToDrag(outline) {
  outline.tree.addEventListener("pointerdown", (event) => {
    const row = outline.rowAt(event.target);
    if (event.button !== 0 || !row || !outline.bench.mayMark || !(event.target instanceof Element) || event.target.closest("button, input, .twisty")) return;
    if (row.article || row.block) new Drag(outline, row, event);
  });
}

class Drag {
  /** @param {Outline} outline @param {Row} row @param {PointerEvent} event */
  constructor(outline, row, event) {
    this.outline = outline;
    this.row = row;
    this.from = { x: event.clientX, y: event.clientY };
    this.pointer = event.pointerId;
    this.moving = false;
    /** @type {Drop|null} */
    this.drop = null;
    this.line = h("div", { class: "drop-line", "aria-hidden": "true", hidden: true });
    this.listening = new AbortController();
    const how = { signal: this.listening.signal, capture: true };
    addEventListener("pointermove", (e) => this.move(e), how);
    addEventListener("pointerup", (e) => this.end(e, true), how);
    addEventListener("pointercancel", (e) => this.end(e, false), how);
    addEventListener("keydown", (e) => this.key(e), how);
    addEventListener("touchmove", (e) => this.moving && e.preventDefault(), { ...how, passive: false });
    this.timer = event.pointerType === "touch" ? setTimeout(() => this.begin(), longPress) : 0;
    this.touch = event.pointerType === "touch";
  }

  begin() {
    this.moving = true;
    this.outline.tree.append(this.line);
    this.outline.element.dataset.dragging = "true";
    const element = this.outline.elements.get(this.row.key);
    if (element) set(element, "data-dragged", true);
  }

  /** @param {PointerEvent} event */
  move(event) {
    if (event.pointerId !== this.pointer) return;
    const far = Math.hypot(event.clientX - this.from.x, event.clientY - this.from.y) > slack;
    if (!this.moving && far && this.touch) this.stop(); // the column scrolls
    else if (!this.moving && far) this.begin();
    if (!this.moving) return;
    event.preventDefault();
    const box = this.outline.element.getBoundingClientRect();
    if (event.clientY < box.top + edge) this.outline.element.scrollTop -= 12;
    if (event.clientY > box.bottom - edge) this.outline.element.scrollTop += 12;
    this.over(event.clientX, event.clientY);
  }

  /** @param {number} x @param {number} y */
  over(x, y) {
    const under = document.elementFromPoint(x, y);
    const row = under && this.outline.tree.contains(under) ? this.outline.rowAt(under) : undefined;
    const element = row && this.outline.elements.get(row.key);
    const box = element?.getBoundingClientRect();
    this.show(box ? dropAt(this.row, row, (y - box.top) / box.height) : null);
  }

  /** @param {Drop|null} drop */
  show(drop) {
    for (const marked of this.outline.tree.querySelectorAll("[data-drop]")) set(marked, "data-drop", false);
    this.drop = drop;
    const element = drop && this.outline.elements.get(drop.row.key);
    this.line.hidden = !element || drop?.where === "into";
    if (!element || !drop) return;
    if (drop.where === "into") set(element, "data-drop", true);
    const top = element.offsetTop + (drop.where === "before" ? 0 : element.offsetHeight);
    this.line.style.top = `${top - 1}px`;
    this.line.style.left = `${element.offsetLeft}px`;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (!this.moving || event.key !== "Escape") return;
    event.preventDefault();
    event.stopPropagation();
    this.stop();
  }

  /** @param {PointerEvent} event @param {boolean} take */
  end(event, take) {
    if (event.pointerId !== this.pointer) return;
    const { drop, moving } = this;
    this.stop();
    if (!moving) return;
    // The click that ends a drag does not count.
    const swallow = (/** @type {Event} */ click) => click.stopPropagation();
    addEventListener("click", swallow, true);
    setTimeout(() => removeEventListener("click", swallow, true));
    if (take && drop) drops(this.outline, this.row, drop);
  }

  stop() {
    clearTimeout(this.timer);
    this.listening.abort();
    this.show(null);
    this.line.remove();
    delete this.outline.element.dataset.dragging;
    const element = this.outline.elements.get(this.row.key);
    if (element) set(element, "data-dragged", false);
    this.moving = false;
  }
}

/** @param {Outline} outline @param {Row} row @param {Drop} drop */
function drops(outline, row, { row: over, where }) {
  if (where !== "into") place(outline, row, over, where === "before");
  else if (row.article && over.article) send(outline, row, { kind: "nest", article: row.article.id, parent: over.article.id });
  else give(outline, row, over.article?.id ?? over.block?.article ?? "");
}
