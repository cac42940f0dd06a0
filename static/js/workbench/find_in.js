// @ts-check
// Finding words within an element that the server drew: a field with the count beside it. Enter goes on,
// Shift+Enter back.

import { highlight } from "../galley/selection.js";
import { h } from "../lib/dom.js";
import { t } from "../lib/locale.js";

const most = 500; // hits drawn

/** Where words stand in a text, without regard to capitals.
 *  @param {string} text @param {string} words @returns {number[]} */
export function places(text, words) {
  const sought = words.trim().toLowerCase();
  const low = text.toLowerCase();
  /** @type {number[]} */
  const found = [];
  if (!sought || low.length !== text.length) return found; // a letter changed its length; its offsets would lie
  for (let i = low.indexOf(sought); i >= 0 && found.length < most; i = low.indexOf(sought, i + sought.length)) found.push(i);
  return found;
}

/** The hits in an element as ranges; words may stand in several text nodes.
 *  @param {Element} element @param {string} words @returns {Range[]} */
function rangesIn(element, words) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  /** @type {{node: Text, start: number}[]} */
  const nodes = [];
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    nodes.push({ node: /** @type {Text} */ (node), start: text.length });
    text += node.nodeValue ?? "";
  }
  /** @param {number} at */
  const point = (at) => nodes.findLast((n) => n.start <= at) ?? nodes[0];
  const length = words.trim().length;
  return places(text, words).map((from) => {
    const range = document.createRange();
    const [first, last] = [point(from), point(from + length - 1)];
    range.setStart(first.node, from - first.start);
    range.setEnd(last.node, from + length - last.start);
    return range;
  });
}

/** A field that finds words in what an element holds now.
 *  @param {() => Element|null} within @param {string} name of the two highlights, which the style sheet knows
 *  @returns {{field: HTMLElement, again: () => void}} again looks once more, when the element holds something else */
export function findField(within, name) {
  const input = /** @type {HTMLInputElement} */ (h("input", { type: "search", placeholder: t("Find in the guidelines"), "aria-label": t("Find in the guidelines"), autocomplete: "off" }));
  const output = h("output", { "aria-live": "polite" });
  /** @type {Range[]} */
  let hits = [];
  let at = 0;
  const draw = () => {
    highlight(name, hits);
    highlight(`${name}-here`, hits[at] ? [hits[at]] : []);
    output.textContent = hits.length > 0 ? t("%d of %d", at + 1, hits.length) : input.value.trim() ? t("not found") : "";
    hits[at]?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
  };
  const again = () => {
    const element = within();
    hits = element ? rangesIn(element, input.value) : [];
    at = 0;
    draw();
  };
  input.addEventListener("input", again);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.key !== "Enter") return;
    event.preventDefault();
    if (hits.length > 0) at = (at + (event.shiftKey ? -1 : 1) + hits.length) % hits.length;
    draw();
  });
  return { field: h("span", { class: "find-in", role: "search" }, input, output), again };
}
