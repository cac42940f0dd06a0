// @ts-check
// What the desk changes in the set: acts of marking, taking back what is new, undoing. Where the reader may not change
// something, it is suggested instead.

import { caretCommands, correctSelection, leaveText, movedMark } from "../galley/caret_commands.js";
import { address } from "../lib/address.js";
import { newID } from "../lib/ids.js";
import { t } from "../lib/locale.js";
import { reasonChoices, releaseAct, withReason } from "../markup/withholding.js";
import { articleWords, askArticle } from "./articles.js";
import { ask, askLetter } from "./keys.js";
import { articleHere, mend } from "./mending.js";
import { desk, extent, here, moveFocus, redraw } from "./page.js";
import { caret, leaveRange } from "./selecting.js";
import { send } from "./sending.js";
import { beside, suggest } from "./suggesting.js";

/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {(words: string) => void} Say */

const set = () => Number(desk().dataset.set);
const version = () => Number(desk().dataset.version);

/** Sends an act of marking, as the workbench does, and draws what it changed.
 *  @param {any} act @param {Say} say */
export async function sendAct(act, say) {
  const outcome = await send(address("steps", set()), { id: newID(), base: version(), act });
  if (!outcome.ok) say(outcome.why);
  await redraw();
}

/** Does an act of marking, or suggests it if the reader may only say something.
 *  @param {any} act @param {Say} say */
function doOrSuggest(act, say) {
  const line = here();
  if (desk().hasAttribute("data-may-mark")) {
    if (caret.at !== null) caret.put(caret.at, { resting: true });
    void sendAct(act, say);
  } else if (line && desk().hasAttribute("data-may-speak")) suggest(line, act);
  else say(t("You can read this set, but not mark it now."));
}

/** Runs a command that the desk shares with the workbench.
 *  @param {Command} command @param {Say} say */
export function change(command, say) {
  const run = (/** @type {Command} */ c) => change(c, say);
  const inText = caretCommands[command.do];
  if (inText && here()) inText({ caret, warn: say, move: moveFocus }, command);
  else if (command.do === "chord" && command.name === "assign") void askArticle(run, say);
  else if (command.do === "chord") askLetter(command, run);
  else if (command.do === "correct") correct(say);
  else if (command.do === "withhold") withhold(say);
  else {
    const made = command.do === "edge-of-mark" ? moveEdge(command) : mend(command);
    if (made && "say" in made) say(made.say);
    else if (made) doOrSuggest(made.act, say);
  }
}

/** @param {Command} command @returns {{act: any}|undefined} */
function moveEdge(command) {
  const act = movedMark(caret, here() ? extent(/** @type {HTMLElement} */ (here())).page : 0, command);
  return act && { act };
}

/** @param {Say} say */
function correct(say) {
  const line = here();
  if (!line || !correctSelection(host(), caret, extent(line).page, (act) => doOrSuggest({ ...act, new: newID() }, say))) say(t("Select the text to correct first."));
}

/** The desk round a dialog: a field that was opened keeps the focus.
 *  @returns {import("../lib/dialogs.js").Host} */
const host = () => ({ language: desk().dataset.issueLanguage ?? "", back: () => {
  if (!document.activeElement?.closest(".desk-words")) here()?.focus({ preventScroll: true });
} });

/** Asks why the article that is shown is withheld from export, or releases it.
 *  @param {Say} say */
function withhold(say) {
  const article = articleHere();
  const title = t("Withhold %s from export", articleWords(article));
  if (!article) say(t("This block belongs to no article."));
  else if (desk().dataset.withheld) withheld(releaseAct(article, desk().dataset.withheld ?? ""), say);
  else ask(title, reasonChoices(), (chosen) => withReason(host(), title, article, chosen, (act) => withheld(act, say)));
}

/** Reviewers withhold whatever the state is; others suggest it. Withdrawing is a decision, and never suggested.
 *  @param {any} act @param {Say} say */
function withheld(act, say) {
  if (act.kind === "state" || desk().hasAttribute("data-may-withhold")) void sendAct(act, say);
  else doOrSuggest(act, say);
}

/** One level out: a selection, the caret, a range of lines.
 *  @returns {boolean} whether there was one */
export const leaveSelection = () => leaveText(caret) || leaveRange();

/** Takes back what the reader did last, a decision too.
 *  @param {Say} say @param {(key: string) => Promise<void>} show shows the part of which a decision was taken back */
export async function undo(say, show) {
  const outcome = await send(address("steps", set()), { id: newID(), base: version(), act: { kind: "undo", of: "state" } });
  const decided = outcome.ok ? Object.keys(outcome.answer.cells).filter((cell) => ["state", "withheld"].includes(cell.split("/")[0])) : [];
  const [what, ...of] = (decided[0] ?? "").split("/");
  if (what === "withheld") await show(of[0]);
  else if (of[1]) await show(of[0] === "page" ? `page-${of[1]}` : of[1]);
  else await redraw();
  if (!outcome.ok) say(outcome.why);
  else if (decided.length > 0) say(t("Your decision is taken back."));
}

/** Puts back what the reader saw at the focused line, or suggests that.
 *  @param {Say} say */
export function takeBack(say) {
  const line = here();
  const cards = /** @type {HTMLElement[]} */ ([...(line?.querySelectorAll('.margin-card[data-kind="change"]') ?? [])]);
  const card = cards.find((c) => c.querySelector('[data-do="take-back"]')) ?? cards[0];
  if (card) takeBackCard(card, say);
  else say(t("Nothing changed here that could be taken back."));
}

/** @param {HTMLElement} card @param {Say} say */
export function takeBackCard(card, say) {
  const line = /** @type {HTMLElement|null} */ (card.closest(".line")) ?? here();
  const cells = (card.dataset.cells ?? "").split(" ");
  if (card.querySelector('[data-do="take-back"]')) void reject(cells, say);
  else if (line && card.querySelector('[data-do="suggest-back"]')) suggest(line, { kind: "reject", cells }, takenBackWords(card));
  else if (line) beside(line, t("You cannot take this back; press Q to say why it should be."));
}

/** What would be taken back, as the card says it.
 *  @param {HTMLElement} card */
const takenBackWords = (card) => t("Revert: %s", [...card.querySelectorAll(".card-words > :is(b, del, ins)")].map((word) => word.textContent).join(" "));

/** @param {string[]} cells @param {Say} say */
async function reject(cells, say) {
  const outcome = await send(address("reviewReject", set()), { cells });
  if (!outcome.ok) say(outcome.why);
  await redraw();
}
