// @ts-check
// Menus that fold out of a summary, on every page: the browser opens them, this shuts them.

/** Walks an open menu with the arrows. Shuts it when Escape is pressed, something else is clicked, or the focus goes elsewhere. */
export function watchMenus() {
  addEventListener("keydown", walk, true);
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

/** Goes to the entry above or below; from a field only if it chooses among the entries.
 *  @param {KeyboardEvent} event */
function walk(event) {
  const way = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const menu = openAround(event.target);
  if (!way || !menu || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || !(event.target instanceof Element)) return;
  if (!event.target.matches("summary, a, button, [data-finds]") || menu.querySelector("select, textarea")) return;
  const entries = entriesOf(menu);
  const at = entries.findIndex((entry) => entry === event.target);
  const next = at < 0 ? entries[way > 0 ? 0 : entries.length - 1] : entries[at + way] ?? menu.querySelector("[data-finds]");
  event.stopImmediatePropagation();
  event.preventDefault();
  if (next instanceof HTMLElement) next.focus();
}

/** The links and buttons of a menu that can be seen.
 *  @param {HTMLElement} menu @returns {HTMLElement[]} */
function entriesOf(menu) {
  return /** @type {HTMLElement[]} */ ([...menu.querySelectorAll(":scope > :not(summary) :is(a, button)")]).filter((entry) => entry.checkVisibility());
}
