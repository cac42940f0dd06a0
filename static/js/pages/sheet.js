// @ts-check
// Starts the page of sign-off sheets: prints them.

import { byID } from "../lib/dom.js";

/** Starts everything. */
export function start() {
  const print = byID("print");
  print.hidden = false;
  print.addEventListener("click", () => window.print());
  document.documentElement.dataset.ready = "true";
}
