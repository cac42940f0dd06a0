// @ts-check
// The words of the workbench, in English.

/** @typedef {import("./state.js").Block} Block */
/** @typedef {import("./keys.js").Vocabulary} Vocabulary */

/** @type {Map<string, string>} */
const roles = new Map();
/** @type {Map<string, string>} */
const types = new Map();

/** Tells this file the vocabulary; once, at the start.
 *  @param {Vocabulary} vocabulary */
export function learn(vocabulary) {
  for (const role of vocabulary.roles) roles.set(role.id, role.en);
  for (const type of vocabulary.types) types.set(type.id, type.en);
}

/** @param {string} id */
export const roleWord = (id) => roles.get(id) ?? id;

/** @param {string} id */
export const typeWord = (id) => types.get(id) ?? id;

/** @param {string} words */
export const capital = (words) => words.slice(0, 1).toUpperCase() + words.slice(1);

/** How an article's number is spoken.
 *  @param {string} label */
export const articleWord = (label) => (label.startsWith("P") ? `package ${label.slice(1)}` : `article ${label}`);

/** What a screen reader says of a row; views/workbench_rows.go says the same.
 *  @param {Block} block @param {string} label @returns {string} */
export function blockLabel(block, label) {
  const parts = [`block ${block.number}`, block.role ? roleWord(block.role) : "undecided"];
  if (label) parts.push(articleWord(label));
  if (block.state === "assumed") parts.push("assumed");
  if (block.doubtful) parts.push("doubtful");
  return parts.join(", ");
}

/** @param {number} n */
export const undecidedWords = (n) => (n === 0 ? "All decided" : `${n.toLocaleString("en")} undecided`);

/** @param {number} n @param {string} one @param {string} [many] */
export const count = (n, one, many = `${one}s`) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** @type {Record<string, {title: string, help: string, hint?: boolean}>} */
const problems = {
  undecided: { title: "Not decided yet", help: "Give the block a role, or press Space to say yes to what is assumed." },
  "no-headline": { title: "No headline", help: "Mark its headline with H, or say that it has none." },
  "open-end": { title: "Ends open", help: "The text breaks off and goes on nowhere. Join the block where it goes on with J." },
  "no-credit": { title: "No credit", help: "Nobody is named as the maker of the picture. Select the name and press R if one stands here.", hint: true },
  "byline-inside": { title: "Byline inside the text", help: "A new article may begin here: press Enter, or give the byline to another article." },
  repeated: { title: "Repeats text", help: "A long passage stands elsewhere word for word. Probably a column was read twice." },
  "heading-only": { title: "Heading without text", help: "No text stands under this heading. Merge it with Backspace, or give it its text." },
  "empty-article": { title: "Empty article", help: "No block belongs to it any more." },
  "jump-lonely": { title: "Jump without its other half", help: "The article is said to go on, but no other part of it was found. Join the other part to it." },
};

/** @param {{kind: string, hint?: boolean}} problem */
export function problemWords(problem) {
  const words = problems[problem.kind] ?? { title: capital(problem.kind.replaceAll("-", " ")), help: "" };
  return { ...words, hint: problem.hint ?? words.hint ?? false };
}

/** What is announced after an act.
 *  @param {string} kind @param {boolean} inferred @returns {string} */
export function doneWords(kind, inferred) {
  const words = /** @type {Record<string, string>} */ ({ undo: "undone", redo: "done again", join: "joined", unjoin: "taken apart", cut: "cut", uncut: "put together again",
    span: "marked", unmark: "mark removed", correct: "corrected", merge: "merged", undecide: "undecided", doubt: "doubt noted", move: "moved" })[kind] ?? "";
  return inferred ? `${words ? `${words}, ` : ""}and more was inferred; Z takes that back` : words;
}

/** All keys, for the help. */
export const help = /** @type {[string, [string, string][]][]} */ ([
  ["Moving", [["↑ ↓", "Block above, below"], ["Home End", "First, last block"], ["Shift ↑ ↓", "Take more blocks"], ["N", "Next undecided; with Shift the one before"],
    ["P", "Next open point: problem, query; with Shift the one before"], ["[ ]", "Previous, next article"], ["1 – 9", "Page"], ["0", "The proof beside the galley"], ["/", "Find in the page"], ["Ctrl K", "Go to, or do, anything"]]],
  ["Deciding", [["Space", "Yes; run to the next place worth a look"], ["Enter", "A new article starts here"], ["Backspace", "Merge this article into the one above"],
    ["U", "Undecide; with Shift the whole article"], [",", "Doubtful"], [".", "The same again"], ["Z", "Undo; with Shift redo"]]],
  ["Heads", [["K H D S", "Kicker, headline, deck, subhead"], ["O I", "Package head, section head"], ["L", "Notice number"], ["Shift letter", "The same, and a new article starts"]]],
  ["Text and pictures", [["B Y", "Body, byline"], ["C R", "Caption, credit"], ["G", "Signature"], ["E …", "More roles"]]],
  ["Open points", [["F8", "Put right what is wrong here, where one act does"], ["F4", "Dismiss the problem, with a reason"], ["Q", "Ask colleagues about the block or the selected text; with Shift about the article"]]],
  ["Frame", [["M F", "Masthead, furniture"], ["V", "Advertisement"]]],
  ["Articles", [["J", "Join to the open end above; again: take apart"], ["Shift J", "Choose the open end"], ["Ctrl J", "What stands between joined pieces"],
    ["A …", "Give the block to an article: number or words"], ["T …", "Type; 0 for no headline"], ["F2", "Title"], ["- +", "Out of its package; under the one above"],
    ["Alt ↑ ↓", "Move the block in its article"]]],
  ["In the text", [["→ ← click", "Caret at start, end, point"], ["Ctrl → ←", "By word"], ["Ctrl ↑ ↓", "By sentence"], [";", "Next likely cut"], ["Shift arrows", "Select"],
    ["X Enter", "Cut here; cut and start an article"], ["[ ]", "Choose a mark; Shift → ← moves its end, Ctrl Shift → ← its start"], ["Esc", "Leave"]]],
  ["With text selected", [["Y D R", "Byline, dateline, credit"], ["P O F L T", "Person, role, source, place, date"], ["H S G M", "Run-in head, subhead, signature, folio"],
    ["I A K J", "Issuer, salutation, speaker, jump"], ["E …", "More marks"], ["U Del", "Remove the mark"], ["W", "Write a correction"], ["Shift W", "Show the source, the corrected text, or both"]]],
]);
