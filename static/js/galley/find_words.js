// @ts-check
// Finding words in the page. Enter goes on, Shift+Enter back, Escape leaves with the word selected.

import { h } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { Ruler } from "../lib/offsets.js";
import { highlight, rangeOf } from "./selection.js";

/** @typedef {import("../workbench/workbench.js").Workbench} Workbench */
/** @typedef {{start: number, from: number, to: number}} Hit the row's start, and code points of the page */

const most = 2000; // hits drawn

/** Opens the field; a second time it only takes the focus.
 *  @param {Workbench} bench */
export function openFind(bench) {
  const there = document.querySelector(".find input");
  if (there instanceof HTMLInputElement) {
    there.select();
    return;
  }
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "search", placeholder: t("Find in this page"), "aria-label": t("Find in this page"), autocomplete: "off", lang: bench.language }));
  const output = h("output");
  const field = h("div", { class: "find", role: "search" }, input, output);
  /** @type {Hit[]} */
  let hits = [];
  let at = -1;
  /** @param {number} by */
  const go = (by) => {
    if (hits.length === 0) return;
    at = (at + by + hits.length) % hits.length;
    bench.focus.to(hits[at].start, { quiet: true });
    draw(bench, hits, at, output);
  };
  const redraw = () => draw(bench, hits, at, output);
  input.addEventListener("input", () => {
    hits = search(bench, input.value);
    at = hits.findIndex((hit) => hit.from >= bench.focus.start) - 1;
    if (hits.length > 0) go(1);
    else draw(bench, hits, -1, output);
    if (input.value && hits.length === 0) output.textContent = t("not found");
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || (event.key !== "Enter" && event.key !== "Escape")) return;
    event.preventDefault();
    if (event.key === "Enter") {
      go(event.shiftKey ? -1 : 1);
      return;
    }
    field.remove();
    bench.painter.onrows.delete(redraw);
    draw(bench, [], -1, output);
    bench.back();
    if (hits[at]) bench.caret.select(hits[at].from, hits[at].to);
  });
  bench.painter.onrows.add(redraw);
  bench.galley.parentElement?.append(field);
  input.focus();
}

/** @param {Workbench} bench @param {string} words @returns {Hit[]} */
function search(bench, words) {
  const sought = words.toLowerCase();
  if (!sought) return [];
  /** @type {Hit[]} */
  const hits = [];
  for (const block of bench.state.blocks()) {
    const text = bench.textOf(block);
    const low = text.toLowerCase();
    if (low.length !== text.length) continue; // a letter changed its length; its offsets would lie
    /** @type {Ruler|null} */
    let ruler = null;
    for (let i = low.indexOf(sought); i >= 0 && hits.length < most; i = low.indexOf(sought, i + sought.length)) {
      ruler ??= new Ruler(text);
      hits.push({ start: block.start, from: block.start + ruler.point(i), to: block.start + ruler.point(i + sought.length) });
    }
  }
  return hits;
}

/** @param {Workbench} bench @param {Hit[]} hits @param {number} at @param {HTMLElement} output */
function draw(bench, hits, at, output) {
  /** @param {Hit} hit */
  const range = (hit) => {
    const row = bench.painter.rows.get(hit.start);
    return row ? [rangeOf(row, hit.from, hit.to)] : [];
  };
  highlight("galley-found", hits.flatMap(range));
  highlight("galley-found-here", hits[at] ? range(hits[at]) : []);
  output.textContent = hits.length > 0 ? t("%d of %d", at + 1, hits.length) : "";
}
