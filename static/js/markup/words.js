// @ts-check
// The words of the workbench.

import { entryName, n, t } from "../lib/locale.js";
import { rolesOf } from "./own_roles.js";

/** @typedef {import("./state.js").Block} Block */
/** @typedef {import("../lib/key_grammar.js").Vocabulary} Vocabulary */

let roles = rolesOf([]);
/** @type {Map<string, string>} */
const types = new Map();

/** Tells this file the vocabulary; once, at the start.
 *  @param {Vocabulary} vocabulary */
export function learn(vocabulary) {
  roles = rolesOf(vocabulary.roles);
  for (const type of vocabulary.types) types.set(type.id, entryName(type));
}

/** Its name in both languages, the reader's first.
 *  @param {{en: string, zh: string}} entry */
export const bothNames = (entry) => (entry.en === entry.zh ? capital(entry.en) : `${capital(entryName(entry))} ${entryName(entry) === entry.zh ? entry.en : entry.zh}`);

/** @param {string} id */
export function roleWord(id) {
  const role = roles.get(id);
  return role ? entryName(role) : id;
}

/** @param {string} id */
export const typeWord = (id) => types.get(id) ?? id;

/** @param {string} words */
export const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);

/** How an article's number is spoken.
 *  @param {string} label */
export const articleWord = (label) => (label.startsWith("P") ? t("package %s", label.slice(1)) : t("article %s", label));

/** What a screen reader says of a row; views/workbench/rows.go says the same.
 *  @param {Block} block @param {string} label @returns {string} */
export function blockLabel(block, label) {
  const parts = [t("block %d", block.number), block.role ? roleWord(block.role) : t("undecided")];
  if (label) parts.push(articleWord(label));
  if (block.state === "assumed") parts.push(t("assumed"));
  if (block.doubtful) parts.push(t("doubtful"));
  return parts.join(t(", "));
}

/** @param {number} many */
export const undecidedWords = (many) => (many === 0 ? t("All decided") : n(many, "%d undecided", "%d undecided"));

/** @type {Record<string, {title: string, help: string}>} */
const problems = {
  undecided: { title: t("Not decided yet"), help: t("Give the block a role, or press Space to confirm what is assumed.") },
  "no-headline": { title: t("No headline"), help: t("Mark its headline with H, or say that it has no headline.") },
  "open-end": { title: t("Open end"), help: t("The text breaks off. Press J in the block where it continues to join the two.") },
  "no-credit": { title: t("No credit"), help: t("The picture has no credit. If the block names somebody, select the name and press R.") },
  "byline-inside": { title: t("Byline inside the text"), help: t("A new article may begin here: press Enter, or give the byline to another article.") },
  repeated: { title: t("Repeats text"), help: t("A long passage also appears elsewhere, word for word. A column was probably scanned twice.") },
  "heading-only": { title: t("Heading without text"), help: t("This heading has no text under it. Merge it with Backspace, or add its text to it.") },
  "empty-article": { title: t("Empty article"), help: t("It no longer has any blocks.") },
  "jump-lonely": { title: t("Jump without its other half"), help: t("The article is marked as continued, but no other part of it was found. Join the other part to it.") },
};

/** @param {{kind: string, hint?: boolean}} problem */
export function problemWords(problem) {
  const words = problems[problem.kind] ?? { title: capital(problem.kind.replaceAll("-", " ")), help: "" };
  return { ...words, hint: problem.hint ?? false };
}

/** What is announced after an act.
 *  @param {string} kind @param {boolean} inferred @returns {string} */
export function doneWords(kind, inferred) {
  const words = /** @type {Record<string, string>} */ ({ undo: t("undone"), redo: t("redone"), join: t("joined"), unjoin: t("taken apart"), cut: t("cut"),
    uncut: t("cut removed"), span: t("marked"), unmark: t("mark removed"), correct: t("corrected"), merge: t("merged"), undecide: t("undecided"), doubt: t("doubt noted"),
    move: t("moved"), withhold: t("withheld from export"), lift: t("no longer withheld") })[kind] ?? "";
  if (!inferred) return words;
  return words ? t("%s, and more was inferred; Z undoes that", words) : t("and more was inferred; Z undoes that");
}

/** All keys, for the help. */
export const help = /** @type {[string, [string, string][]][]} */ ([
  [t("Moving"), [["↑ ↓", t("Block above, below")], ["Home End", t("First, last block")], ["Shift ↑ ↓", t("Select more blocks")], ["N", t("Next undecided; with Shift the previous one")],
    ["P", t("Next open point: problem, query; with Shift the previous one")], ["[ ]", t("Previous, next article")], ["1 – 9", t("Page")], ["0", t("The proof beside the galley")], ["/", t("Find in the page")], ["Ctrl K", t("Go to, or do, anything")]]],
  [t("Deciding"), [["Space", t("Yes; go to the next place worth a look")], ["Enter", t("A new article starts here")], ["Backspace", t("Merge this article into the one above")],
    ["U", t("Undecide; with Shift the whole article")], [",", t("Doubtful")], [".", t("Repeat the last act")], ["Z", t("Undo; with Shift redo")]]],
  [t("Heads"), [["K H D S", t("Kicker, headline, deck, subhead")], ["O I", t("Package head, section head")], ["L", t("Notice number")], ["Shift letter", t("The same, and a new article starts")]]],
  [t("Text and pictures"), [["B Y", t("Body, byline")], ["C R", t("Caption, credit")], ["G", t("Signature")], ["E …", t("More roles")]]],
  [t("Open points"), [["F8", t("Fix the problem here, if one act can")], ["F4", t("Dismiss the problem, with a reason")], ["Q", t("Ask colleagues about the block, the mark or the selected text; with Shift about the article, with Alt about the issue")],
    ["`", t("Answer a query: done, disagree, ask back")], ["\\", t("Apply the change that a colleague suggests")]]],
  [t("Frame"), [["M F", t("Masthead, furniture")], ["V", t("Advertisement")]]],
  [t("Articles"), [["J", t("Join to the open end above; again: take apart")], ["Shift J", t("Choose the open end")], ["Ctrl J", t("What stands between joined pieces")],
    ["A …", t("Give the block to an article: number or words")], ["T …", t("Type; 0 for no headline")], ["F2", t("Title")], ["- +", t("Out of its package; into the one above")],
    ["Alt ↑ ↓", t("Move the block in its article")]]],
  [t("In the text"), [["→ ← click", t("Caret at start, end, point")], ["Ctrl → ←", t("By word")], ["Ctrl ↑ ↓", t("By sentence")], [";", t("Next likely cut")], ["Shift arrows", t("Select")],
    ["X Enter", t("Cut here; cut and start an article")], ["[ ]", t("Choose a mark; Shift → ← moves its end, Ctrl Shift → ← its start")], ["Esc", t("Leave")]]],
  [t("With text selected"), [["Y D R", t("Byline, dateline, credit")], ["P O F", t("Person, role, source")], ["L T", t("Place, date")], ["H S G M", t("Run-in head, subhead, signature, folio")],
    ["I A K J", t("Issuer, salutation, speaker, jump")], ["E …", t("More marks")], ["U Del", t("Remove the mark")], ["W", t("Write a correction")], ["Shift W", t("Show the source, the corrected text, or both")]]],
]);
