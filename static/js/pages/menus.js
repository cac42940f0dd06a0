// @ts-check
// Menus that fold out of a summary, on every page: the browser opens them, this shuts them.

/** Shuts an open menu when Escape is pressed, something else is clicked, or the focus goes elsewhere. */
export function watchMenus() {
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" ? openAround(event.target) : null;
    if (!menu) return;
    event.stopImmediatePropagation();
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }, true);
  for (const kind of ["pointerdown", "focusin"]) addEventListener(kind, (event) => shutOthers(event.target), true);
}

/** The open menu that something stands in.
 *  @param {EventTarget|null} target @returns {HTMLDetailsElement|null} */
function openAround(target) {
  return target instanceof Element ? target.closest("details.menu[open]") : null;
}

/** @param {EventTarget|null} target what was clicked or has the focus now */
function shutOthers(target) {
  const kept = openAround(target);
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== kept) /** @type {HTMLDetailsElement} */ (menu).open = false;
}
