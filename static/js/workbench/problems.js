// @ts-check
// What is wrong with a block or an article: how it is put right in one key, why it may be none, and
// how it is shown. The rules that find problems are the server's.

import { askWords } from "../lib/dialogs.js";
import { h } from "../lib/dom.js";
import { Chord } from "../lib/key_choices.js";
import { key } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { isOpen } from "../markup/state.js";
import { problemWords } from "../markup/words.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {{kind: string, hint?: boolean, counts?: boolean, here?: any, there?: any, dismissed?: {reason: string, by?: string, at?: string}}} Problem */
/** @typedef {{scope: string, problem: Problem}} Found a problem with the cell of its block or article */

/** The problems of the focused block and of its article, open ones first.
 *  @param {Workbench} bench @returns {Found[]} */
export function problemsHere(bench) {
  const { block } = bench.focus;
  const scopes = [`block/${block.page}/${block.start}`, ...(block.article ? [`article/${block.article}`] : [])];
  const found = scopes.flatMap((scope) => (bench.state.problems.get(scope) ?? []).map((problem) => ({ scope, problem })));
  return [...found.filter((f) => isOpen(f.problem)), ...found.filter((f) => !isOpen(f.problem))];
}

/** The block or article that a scope names, as acts name it.
 *  @param {Workbench} bench @param {string} scope @returns {{block?: any, article?: string}|undefined} */
function subject(bench, scope) {
  const [kind, first, second] = scope.split("/");
  if (kind === "article") return { article: first };
  const block = Number(first) === bench.page ? bench.state.blockAt(Number(second)) : undefined;
  return block && { block: { page: block.page, start: block.start, end: block.end } };
}

/** @type {Record<string, (bench: Workbench, about: {block?: any, article?: string}) => {words: string, act: any}|undefined>} */
const remedies = {
  "no-headline": (_, { article }) => ({ words: t("It has none"), act: { kind: "headless", article, headless: true } }),
  "open-end": (bench, { block }) => {
    const next = nextPiece(bench, block);
    return next && { words: t("Continues in block %d", next.number), act: { kind: "join", block: extent(next), from: block } };
  },
  repeated: (_, { block }) => ({ words: t("It is noise"), act: { kind: "role", blocks: [block], role: "noise" } }),
  "byline-inside": (_, { block }) => ({ words: t("A new article begins here"), act: { kind: "start", block } }),
  "heading-only": (bench, { article }) => {
    const first = bench.painter.articles.get(article ?? "")?.first;
    const above = first && bench.state.blocks().some((b) => b.start < first.start && b.article && b.article !== article);
    const group = bench.painter.articles.get(article ?? "")?.group;
    return first && above && !group ? { words: t("Merge into the article above"), act: { kind: "merge", block: extent(first) } } : undefined;
  },
  "empty-article": (_, { article }) => ({ words: t("Remove the article"), act: { kind: "undecide", article } }),
};

/** @param {import("../markup/state.js").Extent} b */
const extent = (b) => ({ page: b.page, start: b.start, end: b.end });

/** The one block that text breaking off in a block can go on in: the next one below, pictures and
 *  furniture passed over, when it can be text and nothing is joined to it yet.
 *  @param {Workbench} bench @param {{start: number}} block @returns {import("../markup/state.js").Block|undefined} */
function nextPiece(bench, block) {
  const roles = bench.roles;
  const blocks = bench.state.blocks();
  for (let i = bench.state.indexAt(block.start) + 1; i < blocks.length; i++) {
    const role = roles.get(blocks[i].role);
    if (role?.kind === "picture" || role?.furniture) continue;
    const text = role?.kind === "prose" || blocks[i].state !== "decided";
    return text && !bench.state.joinTo(blocks[i]) ? blocks[i] : undefined;
  }
  return undefined;
}

/** What puts a problem right, if one act does.
 *  @param {Workbench} bench @param {Found} found @returns {{words: string, act: any}|undefined} */
export function remedy(bench, { scope, problem }) {
  const about = subject(bench, scope);
  return about && remedies[problem.kind]?.(bench, about);
}

/** The key F8: puts the first problem here right that one act puts right.
 *  @param {Workbench} bench @returns {void|Promise<void>} */
export function putRight(bench) {
  const open = problemsHere(bench).filter((f) => isOpen(f.problem));
  for (const found of open) {
    const fix = remedy(bench, found);
    if (fix) return bench.perform({ do: "send", act: fix.act });
  }
  bench.status.say(open.length === 0 ? t("There is no problem here. Press P for the next open point.") : t("No single act can fix this. Fix it by hand, or dismiss it."), "warn");
  return undefined;
}

const reasons = /** @type {Record<string, string[]>} */ ({
  "no-headline": [t("No headline was printed"), t("A picture took the place of the headline")],
  "heading-only": [t("The text is not on this page"), t("It stands alone in print")],
  "open-end": [t("The printed text breaks off here"), t("It continues in another issue"), t("The text is complete as it is")],
  "no-credit": [t("No credit was printed"), t("The credit stands elsewhere")],
  "byline-inside": [t("Several authors share the article")],
  repeated: [t("It was printed twice"), t("A standing phrase")],
  "jump-lonely": [t("The other part is missing"), t("It continues in another issue")],
});
const always = [t("Checked against the printed page; it is right")];

/** The key F4: asks why the first open problem here is not a problem.
 *  @param {Workbench} bench @param {Command} command with scope and problem if one is named */
export function dismiss(bench, command) {
  const found = command.scope ? { scope: command.scope, problem: command.problem } : problemsHere(bench).find((f) => isOpen(f.problem));
  const about = found && subject(bench, found.scope);
  if (!found || !about) {
    bench.status.say(t("There is no problem here. Press P for the next open point."), "warn");
    return;
  }
  if (!bench.mayMark) {
    bench.status.say(t("You can read this set, but not mark it now."), "warn");
    return;
  }
  const send = (/** @type {string} */ reason) => ({ do: "send", act: { kind: "dismiss", ...about, problem: found.problem.kind, reason } });
  const listed = [...(reasons[found.problem.kind] ?? []), ...always].map((words, i) => ({ key: String(i + 1), words, command: send(words) }));
  const title = t("Dismiss: %s", problemWords(found.problem).title);
  const other = { key: "0", words: t("Another reason…"), command: { do: "words" } };
  bench.asking = new Chord(title, [...listed, other], (answer) => {
    bench.asking = null;
    bench.back();
    if (answer?.do === "words") askWords(bench, title, t("Why is this no problem?"), t("Dismiss"), (reason) => bench.run(send(reason)));
    else if (answer) bench.run(answer);
  });
}

/** Opens a dismissed problem again.
 *  @param {Workbench} bench @param {Found} found */
function reopen(bench, found) {
  const about = subject(bench, found.scope);
  if (about) bench.run({ do: "send", act: { kind: "reopen", ...about, problem: found.problem.kind } });
}

/** One problem with what can be done about it.
 *  @param {Workbench} bench @param {Found} found @returns {HTMLElement} */
export function problemCard(bench, found) {
  const { problem } = found;
  const words = problemWords(problem);
  if (problem.dismissed) return dismissedCard(bench, found);
  const buttons = [];
  const fix = bench.mayMark ? remedy(bench, found) : undefined;
  const sooner = problemsHere(bench).filter((f) => isOpen(f.problem) && remedy(bench, f))[0];
  const first = problemsHere(bench)[0];
  if (fix) buttons.push(button(fix.words, sooner?.problem === problem ? "F8" : "", () => bench.run({ do: "send", act: fix.act })));
  if (problem.there) buttons.push(goThere(bench, problem.there));
  if (bench.mayMark) buttons.push(button(t("Dismiss…"), first?.problem === problem ? "F4" : "", () => bench.run({ do: "dismiss", ...found })));
  return h("div", { class: "problem", "data-kind": problem.kind, "data-tone": words.hint ? "hint" : "bad" }, h("strong", {}, words.title), h("p", {}, words.help),
    h("p", { class: "links" }, ...buttons));
}

/** @param {Workbench} bench @param {Found} found @returns {HTMLElement} */
function dismissedCard(bench, found) {
  const { reason } = found.problem.dismissed ?? { reason: "" };
  return h("div", { class: "problem dismissed", "data-kind": found.problem.kind }, h("strong", {}, problemWords(found.problem).title), h("p", {}, `“${reason}”`),
    h("p", { class: "links" }, h("span", { class: "quiet" }, signature(found.problem)), bench.mayMark ? button(t("Reopen"), "", () => reopen(bench, found)) : null));
}

/** Who dismissed a problem, and when.
 *  @param {Problem} problem */
export function signature({ dismissed }) {
  return [t("dismissed"), dismissed?.by, dismissed?.at && moment(dismissed.at)].filter(Boolean).join(" · ");
}

/** A time as the reader's country writes it.
 *  @param {string} at */
export const moment = (at) => new Date(at).toLocaleString(document.documentElement.lang || undefined, { dateStyle: "medium", timeStyle: "short" });

/** @param {Workbench} bench @param {{page: number, start: number}} there */
function goThere(bench, there) {
  const other = there.page === bench.page ? bench.state.blockAt(there.start) : undefined;
  return button(other ? t("Go to block %d", other.number) : t("Go to page %d", there.page), "", () => bench.goTo(there.page, there.start));
}

/** @param {string} words @param {string} token the default key, or "" for none @param {() => void} run @returns {HTMLElement} */
function button(words, token, run) {
  const shown = token && key(token);
  return h("button", { type: "button", onclick: run }, words, shown ? h("kbd", {}, shown) : null);
}
