// @ts-check
// How corrections look in the galley. The text keeps the source, so that no line ever moves: the
// correction is drawn above it, or over it and as wide as it.

import { debounced } from "../lib/dom.js";
import { shown } from "../lib/page_lifetime.js";

const narrowest = 0.5; // how far a correction is squeezed to fit over its source

/** Keeps the corrections of a sheet fitted to the words that they stand over.
 *  @param {HTMLElement} sheet */
export function fitCorrections(sheet) {
  const later = debounced(50, () => sheet.querySelectorAll("mark[data-correction]").forEach((mark) => fit(/** @type {HTMLElement} */ (mark))));
  new MutationObserver((changes) => {
    for (const change of changes) {
      for (const node of change.addedNodes) if (node instanceof Element) node.querySelectorAll("mark[data-correction]").forEach((mark) => fit(/** @type {HTMLElement} */ (mark)));
      for (const node of change.addedNodes) if (node instanceof HTMLElement && node.matches("mark[data-correction]")) fit(node);
    }
  }).observe(sheet, { childList: true, subtree: true });
  new ResizeObserver(later).observe(sheet);
  const readings = new MutationObserver(later);
  readings.observe(document.documentElement, { attributeFilter: ["data-reading"] });
  shown().addEventListener("abort", () => readings.disconnect());
  later();
}

/** @type {CanvasRenderingContext2D|null} */
let pen = null;

/** Squeezes a correction to the width of its source's first line.
 *  @param {HTMLElement} mark */
function fit(mark) {
  const box = mark.getClientRects()[0];
  pen ??= document.createElement("canvas").getContext("2d");
  if (!box || !pen) return;
  const style = getComputedStyle(mark);
  pen.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
  const wanted = pen.measureText(mark.dataset.corrected ?? "").width;
  const squeeze = wanted > box.width ? Math.max(narrowest, box.width / wanted) : 1;
  mark.style.setProperty("--squeeze", String(squeeze));
  mark.style.setProperty("--width", `${box.width / squeeze}px`);
}
