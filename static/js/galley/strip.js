// @ts-check
// The strip beside the scroll bar: where the page is undecided, where it has problems.

import { byID, debounced } from "../lib/dom.js";
import { soon } from "../lib/rest.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */

export class Strip {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    this.canvas = /** @type {HTMLCanvasElement} */ (byID("strip"));
    this.draw = debounced(60, () => void requestAnimationFrame(soon(() => this.paint())));
    this.canvas.addEventListener("mousedown", (event) => this.go(event));
    new ResizeObserver(this.draw).observe(bench.galley);
  }

  /** @param {MouseEvent} event */
  go(event) {
    event.preventDefault();
    const sought = event.offsetY / this.canvas.clientHeight;
    const block = this.bench.state.blocks().find((b) => {
      const { top, size } = this.extent(b);
      return top + size >= sought;
    });
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
    context.fillStyle = style.getPropertyValue("border-left-color");
    for (const { first, last } of openRuns(state.blocks())) {
      const top = this.extent(first).top;
      const end = this.extent(last);
      context.fillRect(3, top * height, width - 5, Math.max(2, (end.top + end.size - top) * height));
    }
    context.fillStyle = style.getPropertyValue("outline-color");
    for (const top of this.bad()) context.fillRect(0, top * height, width, 3);
  }

  /** Where blocks with problems stand, as parts of the whole height.
   *  @returns {number[]} */
  bad() {
    const { state } = this.bench;
    const own = `block/${state.page}/`;
    const tops = [];
    for (const scope of state.faults.keys()) {
      if (!scope.startsWith(own)) continue;
      const block = state.blockAt(Number(scope.slice(own.length)));
      if (block) tops.push(this.extent(block).top);
    }
    return tops;
  }

  /** Where a block stands, as parts of the whole height. A long page is measured by its text, since
   *  not all of its rows are there.
   *  @param {import("../markup/state.js").Block} block @returns {{top: number, size: number}} */
  extent(block) {
    const { galley, painter, state } = this.bench;
    const row = painter.rows.get(block.start);
    if (row && painter.windows.whole) {
      return { top: (painter.sheet.offsetTop + row.offsetTop) / galley.scrollHeight, size: row.offsetHeight / galley.scrollHeight };
    }
    const whole = state.sources[state.sources.length - 1].end;
    return { top: block.start / whole, size: (block.end - block.start) / whole };
  }
}

/** The runs of blocks that are not decided.
 *  @param {import("../markup/state.js").Block[]} blocks */
function openRuns(blocks) {
  /** @type {{first: import("../markup/state.js").Block, last: import("../markup/state.js").Block}[]} */
  const runs = [];
  let open = false;
  for (const block of blocks) {
    const is = block.state !== "decided";
    if (is && open) runs[runs.length - 1].last = block;
    else if (is) runs.push({ first: block, last: block });
    open = is;
  }
  return runs;
}
