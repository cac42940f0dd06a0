// @ts-check
// What a key of the workbench changes at the desk: the act, made by the same code as at the workbench, of what the page
// knows of the focused line.

import { newID } from "../lib/ids.js";
import { t } from "../lib/locale.js";
import { actFor } from "../markup/acts.js";
import { desk, extent, here } from "./page.js";
import { caret, ground, range } from "./selecting.js";

/** The article of the part that is shown, "" for what stands outside articles. */
export const articleHere = () => ((desk().dataset.part ?? "").startsWith("page-") ? "" : (desk().dataset.part ?? ""));

/** A line as a block of the workbench.
 *  @param {HTMLElement} line @returns {any} */
const blockOf = (line) => ({ ...extent(line), article: articleHere(), doubtful: line.hasAttribute("data-doubtful"), cut: line.hasAttribute("data-cut"), role: line.dataset.role });

/** What acts have to know beside the focused block, read from its line.
 *  @param {HTMLElement} line @returns {import("../markup/acts.js").Known} */
const knownOf = (line) => ({
  joinTo: () => (line.querySelector('.join[data-end="from"]:not([data-news="gone"])') ? { page: 0, end: 0 } : undefined),
  marks: () => ground.marks,
  blockAt: () => (line.hasAttribute("data-cut-behind") ? /** @type {any} */ ({ cut: true }) : undefined),
  blocks: () => [],
  pictureIn: () => "",
  cells: { get: () => undefined, has: (name) => line.querySelector(`mark[data-correction="${CSS.escape(name.replace(/^correction\//, ""))}"]`) !== null },
});

/** The act of a command at the focused line, or why it has none; undefined for a command that is no act.
 *  @param {import("../lib/key_grammar.js").Command} command @returns {{act: any}|{say: string}|undefined} */
export function mend(command) {
  const line = here();
  if (!line) return { say: t("Go to a block first.") };
  const lines = range().filter((other) => !other.hasAttribute("data-pale"));
  if (line.hasAttribute("data-pale")) return { say: t("This block belongs to another article; go there to change it.") };
  const articles = new Map([[articleHere(), /** @type {any} */ ({ headless: desk().hasAttribute("data-headless") })]]);
  return actFor(command, { state: knownOf(line), articles, focus: blockOf(line), range: lines.map(blockOf), text: caret.text, caret: caret.at, selection: caret.selection,
    mark: caret.mark, newID });
}
