// @ts-check
// The issue list: arrow keys go from row to row, Enter opens as any link does.

import { byID } from "../lib/dom.js";
import { countOn } from "../lib/due.js";

export function start() {
  countOn();
  const list = document.getElementById("issues");
  if (!list) return;
  addEventListener("keydown", (event) => {
    const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.isComposing) return;
    if (event.target instanceof Element && event.target.closest("input, select, textarea, summary")) return;
    const links = /** @type {HTMLElement[]} */ ([...byID("issues").querySelectorAll("tbody th a")]);
    const at = links.findIndex((link) => link.closest("tr")?.contains(document.activeElement) ?? false);
    const next = links[at < 0 ? (way > 0 ? 0 : links.length - 1) : at + way];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
}
