// @ts-check
// The columns beside the galley, if the window is too narrow for them: each lies folded behind its
// button, and one at a time is laid over the text.

import { byID, set } from "../lib/dom.js";
import { shown } from "../lib/page_lifetime.js";

const narrow = matchMedia("(max-width: 1023px)");

/** Lets the buttons fold and unfold the columns; back gives the browser's focus to the text.
 *  @param {HTMLElement} main @param {() => void} back @param {() => boolean} closeProof closes what stands in the inspector's place, and reports whether something did */
export function listenToFolds(main, back, closeProof) {
  const buttons = /** @type {HTMLButtonElement[]} */ ([...document.querySelectorAll("[data-fold]")]);
  /** @param {string} name "" folds all */
  const unfold = (name) => {
    set(main, "data-unfolded", name || false);
    for (const button of buttons) set(button, "aria-expanded", button.dataset.fold === name);
  };
  for (const button of buttons) {
    const name = button.dataset.fold ?? "";
    button.addEventListener("click", () => {
      const open = main.dataset.unfolded !== name;
      if (open && name === "inspector") closeProof();
      unfold(open ? name : "");
      if (open) firstIn(byID(name)).focus();
      else back();
    });
  }
  document.addEventListener("keydown", (event) => {
    const column = event.target instanceof Element ? event.target.closest(".outline, .inspector, .proof-panel, [data-fold]") : null;
    if (event.key !== "Escape" || event.isComposing || !column) return;
    if (narrow.matches && column.matches(".proof-panel")) closeProof();
    const button = narrow.matches ? buttons.find((b) => b.dataset.fold === main.dataset.unfolded) : undefined;
    unfold("");
    // Back to the button that opened it, from which Tab goes on; the text is one Escape further.
    if (button && column.id === button.dataset.fold) {
      button.focus();
      event.preventDefault();
    } else back();
  }, { signal: shown() });
  byID("galley").addEventListener("pointerdown", () => unfold(""));
  narrow.addEventListener("change", () => unfold(""), { signal: shown() });
}

/** The first thing in a column that can take the focus; else the column itself.
 *  @param {HTMLElement} column @returns {HTMLElement} */
function firstIn(column) {
  const found = /** @type {HTMLElement[]} */ ([...column.querySelectorAll("a[href], button, summary, input, select, [tabindex='0']")]);
  const first = found.find((e) => e.offsetParent !== null);
  if (!first) column.tabIndex = -1;
  return first ?? column;
}
