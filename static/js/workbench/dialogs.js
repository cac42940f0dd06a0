// @ts-check
// The dialog of all keys.

import { open } from "../lib/dialogs.js";
import { h } from "../lib/dom.js";
import { printed } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { help } from "../markup/words.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */

/** What stands among the keys of the help and is no key. */
const notKeys = /** @type {Record<string, string>} */ ({ "–": "–", "…": "…", click: t("click"), letter: t("letter"), arrows: t("arrows") });

/** Shows all keys.
 *  @param {Workbench} bench */
export function showHelp(bench) {
  const sections = help.map(([title, keys], i) => h("section", {}, h("h3", { class: "over" }, title),
    h("dl", {}, ...keys.flatMap(([key, words]) => [h("dt", {}, ...printed(key, ["text", "caret"][help.length - 1 - i] ?? "block").split(" ").flatMap((k) => [k in notKeys ? `${notKeys[k]} ` : h("kbd", {}, k), " "])), h("dd", {}, words)]))));
  open(t("All keys"), "wide", bench, h("div", { class: "keys" }, ...sections),
    h("p", { class: "quiet" }, t("A role key sets the role and moves on; only Space runs ahead. Z first undoes what was inferred, then the act.")));
}
