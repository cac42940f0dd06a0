// @ts-check
// The strip beside the scroll bar: where the page is undecided, where it has problems.

import { byID, debounced } from "./dom.js";

/** @typedef {import("./bench.js").Bench} Bench */

export class Strip {
  /** @param {Bench} bench */
  constructor(bench) {
    this.bench = bench;
    this.canvas = /** @type {HTMLCanvasElement} */ (byID("strip"));
    this.draw = debounced(60, () => requestAnimationFrame(() => this.paint()));
    this.canvas.addEventListener("mousedown", (event) => this.go(event));
    new ResizeObserver(this.draw).observe(bench.galley);
  }

  /** @param {MouseEvent} event */
  go(event) {
    event.preventDefault();
    const { galley, painter, state } = this.bench;
    const sought = (event.offsetY / this.canvas.clientHeight) * galley.scrollHeight;
    const block = state.blocks().find((b) => (painter.rows.get(b.start)?.offsetTop ?? 0) + (painter.rows.get(b.start)?.offsetHeight ?? 0) >= sought);
    if (block) this.bench.goTo(block.page, block.start);
  }

  paint() {
    const { galley, painter, state } = this.bench;
    const scale = devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.scale(scale, scale);
    const style = getComputedStyle(this.canvas);
    const top = painter.sheet.offsetTop;
    for (const block of state.blocks()) {
      const problem = state.problemsOf(block).some((p) => !p.hint);
      const row = painter.rows.get(block.start);
      if (!row || (block.state === "decided" && !problem)) continue;
      context.fillStyle = style.getPropertyValue(problem ? "outline-color" : "border-left-color");
      const y = ((top + row.offsetTop) / galley.scrollHeight) * height;
      const size = Math.max(2, (row.offsetHeight / galley.scrollHeight) * height);
      context.fillRect(problem ? 0 : 3, y, problem ? width : width - 5, problem ? 3 : size);
    }
  }
}
