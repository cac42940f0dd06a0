// @ts-check
// The menu of a row of the outline: everything that can be done with it, with the key that does it.

import { address } from "../lib/address.js";
import { h } from "../lib/dom.js";
import { key } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { workItems } from "../workbench/assignment_acts.js";
import { mayWithhold, withheldOf } from "../workbench/withhold.js";
import { chooseArticle, chooseType, edit, headless, merge, move, send, split, undecide } from "./acts.js";

/** @typedef {import("./tree.js").Outline} Outline */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {[string, string, () => void]} Item words, key, what it does */

/** @param {Outline} outline @param {Row} row @returns {Item[]} */
function itemsOf(outline, row) {
  const go = /** @type {Item} */ ([t("Go to it"), "Enter", () => outline.go(row)]);
  const { article } = row;
  const look = article ? stateItems(outline, row, article.id) : [];
  if (!outline.bench.mayMark) return [go, ...look];
  if (article) {
    return [go, [t("Title…"), key("F2"), () => edit(outline, row)], [t("Type…"), key("t"), () => chooseType(outline, row)],
      ...(article.group ? [] : /** @type {Item[]} */ ([[article.headless ? t("It has a headline") : t("It has no headline"), "", () => headless(outline, row)]])),
      ...(article.parent ? /** @type {Item[]} */ ([[t("Remove from its package"), key("-"), () => send(outline, row, { kind: "unnest", article: article.id })]]) : []),
      [t("Into the one above"), key("+"), () => send(outline, row, { kind: "nest", article: article.id })],
      [t("Move up"), key("A-Up"), () => move(outline, row, -1)], [t("Move down"), key("A-Down"), () => move(outline, row, 1)],
      ...(row.page === outline.bench.page ? /** @type {Item[]} */ ([[outline.open.has(row.key) ? t("Hide its blocks") : t("Show its blocks"), "", () => showBlocks(outline, row)],
        [t("Merge into the one above"), key("Backspace"), () => merge(outline, row)]]) : []),
      [t("Undecide all of it"), key("u"), () => undecide(outline, row)], ...look];
  }
  const give = /** @type {Item} */ ([t("Give to an article…"), key("a"), () => chooseArticle(outline, row)]);
  if (row.kind === "undecided") return [go, [t("New article from here"), key("x"), () => split(outline, row)], give];
  if (row.kind === "furniture") return [go, give, [t("Undecide"), key("u"), () => undecide(outline, row)]];
  return [go, [t("Split the article here"), key("x"), () => split(outline, row)], [t("Move up"), key("A-Up"), () => move(outline, row, -1)], [t("Move down"), key("A-Down"), () => move(outline, row, 1)],
    give, [t("Undecide"), key("u"), () => undecide(outline, row)]];
}

/** What can be said of how far an article has come.
 *  @param {Outline} outline @param {Row} row @param {string} id @returns {Item[]} */
function stateItems(outline, row, id) {
  const { bench } = outline;
  const whole = bench.state.cells.get("state") ?? "draft";
  const now = bench.state.cells.get(`state/article/${id}`) ?? whole;
  const say = (/** @type {string} */ state) => send(outline, row, { kind: "state", state, article: id });
  const items = /** @type {Item[]} */ ([[t("Review it…"), "", () => location.assign(`${address("review", bench.set)}#article-${id}`)],
    ...workItems(bench, id).map(([words, command]) => [words, "", () => bench.run(command)])]);
  if (mayWithhold(bench, id)) items.push([withheldOf(bench.state, id)?.reason === "withdrawn" ? t("Restore the article") : withheldOf(bench.state, id) ? t("Release it for export") : t("Withhold from export…"), "", () => bench.run({ do: "withhold", article: id })]);
  if (!bench.mayMark) return items;
  if (now === "draft" || now === "returned") items.push([t("Ready for review"), "", () => say("submitted")]);
  else if (now === "submitted" && whole !== "submitted") items.push([t("Take it back from review"), "", () => say("draft")]);
  return items;
}

/** @param {Outline} outline @param {Row} row */
function showBlocks(outline, row) {
  if (outline.open.has(row.key)) outline.open.delete(row.key);
  else outline.open.add(row.key);
  outline.shut.delete(row.key);
  outline.redraw();
}

/** Opens the menu beside a row.
 *  @param {Outline} outline @param {Row} row */
export function showMenu(outline, row) {
  document.querySelector(".row-menu-list")?.remove();
  const items = itemsOf(outline, row);
  outline.focus(row.key);
  const list = h("div", { class: "row-menu-list", role: "menu", "aria-label": t("What to do with it") });
  /** @param {boolean} back */
  const close = (back) => {
    if (!list.isConnected) return;
    list.remove();
    removeEventListener("mousedown", away, true);
    if (back) outline.focus(row.key);
  };
  const away = (/** @type {Event} */ event) => {
    if (event.target instanceof Node && !list.contains(event.target)) close(false);
  };
  const buttons = items.map(([words, hint, run]) => h("button", { type: "button", role: "menuitem", tabindex: -1, onclick: () => (close(true), run()) }, h("span", {}, words), hint ? h("kbd", {}, hint) : null));
  list.append(...buttons);
  list.addEventListener("keydown", (event) => {
    const at = buttons.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    event.stopPropagation();
    if (to !== undefined) buttons.at(to % buttons.length)?.focus();
    else if (event.key === "Escape" || event.key === "Tab") close(true);
    else return;
    event.preventDefault();
  });
  document.body.append(list);
  stand(list, /** @type {HTMLElement} */ (outline.elements.get(row.key)));
  addEventListener("mousedown", away, true);
  buttons[0]?.focus();
}

/** Puts the menu below a row, or above if no room is left.
 *  @param {HTMLElement} list @param {HTMLElement} row */
function stand(list, row) {
  const box = row.getBoundingClientRect();
  const below = box.bottom + list.offsetHeight + 4 < innerHeight;
  list.style.left = `${box.left + 30}px`;
  list.style.top = `${Math.max(4, below ? box.bottom + 2 : box.top - list.offsetHeight - 2)}px`;
}
