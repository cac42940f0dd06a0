// @ts-check
// The strip beside the scroll bar: where the page is undecided, where it has problems.

import { byID, debounced } from "./dom.js";

/** @typedef {import("./bench.js").Bench} Bench */

const measured = 300; // rows; above it the text's length stands for the height

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
    const sought = event.offsetY / this.canvas.clientHeight;
    const block = this.bench.state.blocks().find((b) => this.extent(b).top + this.extent(b).size >= sought);
    if (block) this.bench.goTo(block.page, block.start);
  }

  paint() {
    const { state } = this.bench;
    const scale = devicePixelRatio;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    this.canvas.width = width * scale;
    this.canvas.height = height * scale;
    const context = this.canvas.getContext("2d");
    if (!context) return;
    context.scale(scale, scale);
    const style = getComputedStyle(this.canvas);
    for (const block of state.blocks()) {
      const problem = state.problemsOf(block).some((p) => !p.hint);
      if (block.state === "decided" && !problem) continue;
      const { top, size } = this.extent(block);
      context.fillStyle = style.getPropertyValue(problem ? "outline-color" : "border-left-color");
      context.fillRect(problem ? 0 : 3, top * height, problem ? width : width - 5, problem ? 3 : Math.max(2, size * height));
    }
  }

  /** Where a block stands, as parts of the whole height. A long page is measured by its text, so that
   *  its rows need not be laid out.
   *  @param {import("./state.js").Block} block @returns {{top: number, size: number}} */
  extent(block) {
    const { galley, painter, state } = this.bench;
    const row = painter.rows.get(block.start);
    if (row && state.blocks().length <= measured) {
      return { top: (painter.sheet.offsetTop + row.offsetTop) / galley.scrollHeight, size: row.offsetHeight / galley.scrollHeight };
    }
    const whole = state.sources[state.sources.length - 1].end;
    return { top: block.start / whole, size: (block.end - block.start) / whole };
  }
}
