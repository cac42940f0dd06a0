// @ts-check
// The commands that are not acts: moving, the caret, panels and dialogs. Those that end in an act
// make it here from what the editor chose.

import { openFind } from "../galley/find_words.js";
import { Finder } from "../lib/finder.js";
import { Chord } from "../lib/key_choices.js";
import { chord } from "../lib/key_grammar.js";
import { n, t } from "../lib/locale.js";
import { slice } from "../lib/offsets.js";
import { articleItems, everything, openEnds, sureArticle } from "../markup/choices.js";
import { answerQuery, beginQuery, nextUnread } from "../queries/panel.js";
import { takeSuggestion } from "../queries/suggesting.js";
import { work } from "./assignment_acts.js";
import { askCorrection, showHelp } from "./dialogs.js";
import { openPoints, pointsOfIssue } from "./open_points.js";
import { dismiss, putRight } from "./problems.js";
import { nextReading } from "./reading_buttons.js";
import { showGate } from "./submit_gate.js";
import { withhold } from "./withhold.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("../lib/key_grammar.js").Command} Command */

/** @type {Record<string, (bench: Workbench, command: Command) => void|Promise<void>>} */
export const commands = {
  move: (bench, c) => bench.focus.move(c.by, c.extend),
  page: (bench, c) => bench.focus.page(c.by, c.extend),
  edge: (bench, c) => bench.focus.move(c.by * bench.state.blocks().length, c.extend),
  go: (bench, c) => bench.goTo(c.page, c.start),
  tab: (bench, c) => goToTab(bench, c),
  undecided: (bench, c) => nextUndecided(bench, c),
  problem: (bench, c) => nextPoint(bench, c.by),
  fix: (bench) => putRight(bench),
  dismiss: (bench, c) => dismiss(bench, c),
  query: (bench, c) => beginQuery(bench, c.on),
  answer: (bench) => answerQuery(bench),
  take: (bench, c) => takeSuggestion(bench, c),
  unread: (bench) => nextUnread(bench),
  "all-read": (bench) => bench.queries.unread.mark(bench.queries.all.values()),
  work: (bench, c) => work(bench, c),
  article: (bench, c) => (c.id ? goToArticle(bench, c.id) : nextArticle(bench, c.by)),
  outline: (bench) => bench.outline.focus(),
  out: (bench) => out(bench),

  caret: (bench, c) => enter(bench, c),
  step: (bench, c) => bench.caret.step(c.to, c.by, c.select),
  bound: (bench, c) => bench.caret.put(c.to < 0 ? bench.focus.block.start : bench.focus.block.end, { select: c.select }),
  line: (bench, c) => line(bench, c),
  likely: (bench, c) => void (bench.caret.likely(c.select) || bench.status.say(t("Nothing in this block looks like a place to cut."), "warn")),
  mark: (bench, c) => void (bench.caret.choose(c.by) || bench.status.say(t("This block has no marks."), "warn")),
  pick: (bench, c) => bench.caret.pick(c.span),
  "edge-of-mark": (bench, c) => moveEdge(bench, c),

  chord: (bench, c) => ask(bench, c),
  palette: (bench) => find(bench, t("Go to, or do"), t("Block number, a7 for an article, p2 for a page, or an act"), (query) => everything(bench, query)),
  help: (bench) => showHelp(bench),
  proof: (bench) => bench.proof.toggle(),
  guidelines: (bench) => bench.guidelines.toggle(),
  reading: (bench) => bench.status.say(nextReading()),
  find: (bench) => openFind(bench),
  title: (bench) => editTitle(bench),
  repeat: (bench) => (bench.last ? bench.perform(bench.last) : bench.status.say(t("There is nothing to repeat yet."), "warn")),
  state: (bench, c) => (c.sure ? bench.send({ kind: "state", state: c.to, ...(c.reason ? { reason: c.reason } : {}) }) : showGate(bench, c.to)),
  correct: (bench, c) => correct(bench, c),
  withhold: (bench, c) => withhold(bench, c.article ?? bench.focus.block.article),
};

/** One level out: panel, selection, mark, caret, range.
 *  @param {Workbench} bench */
function out(bench) {
  const { caret, focus } = bench;
  if (caret.selection && caret.at !== null) caret.put(caret.at);
  else if (caret.chosen && caret.at !== null) caret.put(caret.at);
  else if (caret.at !== null) caret.leave();
  else if (focus.range.length > 1) focus.to(focus.start, { still: true });
  else bench.suggesting?.end();
}

/** Into the text: from where a click left the caret, else from the block's start or end.
 *  @param {Workbench} bench @param {Command} c */
function enter(bench, c) {
  const { caret, focus } = bench;
  const left = caret.at !== null;
  if (!left) caret.put(c.to === "end" ? focus.block.end : focus.block.start);
  if (left || c.select || c.by) caret.step(c.to === "end" ? -1 : 1, c.by ?? "grapheme", c.select);
}

/** A line up or down; beyond the block's last one the focus moves on, and a selection takes the rest.
 *  @param {Workbench} bench @param {Command} c */
function line(bench, c) {
  if (bench.caret.line(c.to, c.select)) return;
  const { start, end } = bench.focus.block;
  if (c.select) bench.caret.put(c.to < 0 ? start : end, { select: true });
  else bench.focus.move(c.to);
}

/** @param {Workbench} bench @param {Command} c */
function goToTab(bench, c) {
  const tabs = bench.tabs();
  const tab = c.page ? tabs.find((t) => t.page === c.page) : tabs[c.n - 1];
  if (!tab) bench.status.say(n(tabs.length, "This issue has %d page.", "This issue has %d pages."), "warn");
  else if (tab.page !== bench.page) bench.leave(tab.url);
}

/** @param {Workbench} bench @param {Command} c */
function nextUndecided(bench, c) {
  const blocks = bench.state.blocks();
  const at = blocks.indexOf(bench.focus.block);
  const tabs = bench.tabs();
  const own = tabs.findIndex((t) => t.page === bench.page);
  const turned = (/** @type {any[]} */ list, /** @type {number} */ i) => (c.by > 0 ? [...list.slice(i + 1), ...list.slice(0, i)] : [...list.slice(0, i).reverse(), ...list.slice(i + 1).reverse()]);
  const ahead = c.by > 0 ? blocks.slice(at + 1) : blocks.slice(0, at).reverse();
  const here = c.page && c.page !== bench.page ? undefined : ahead.find((b) => b.state !== "decided");
  const page = c.page && c.page !== bench.page ? tabs.find((t) => t.page === c.page) : turned(tabs, own).find((t) => t.undecided > 0);
  const round = turned(blocks, at).find((b) => b.state !== "decided");
  if (here) bench.focus.to(here.start);
  else if (page) bench.leave(`${page.url}#undecided`);
  else if (round) bench.focus.to(round.start);
  else bench.status.say(bench.focus.block?.state === "decided" ? t("Every block is decided.") : t("Every other block is decided."));
}

/** The next open point: problem, query, what was returned; of this page, then of the others.
 *  @param {Workbench} bench @param {number} by */
async function nextPoint(bench, by) {
  const here = bench.focus.block;
  const order = (/** @type {{page: number, start: number}} */ p) => Math.sign(p.page - here.page) || Math.sign(p.start >= here.end ? 1 : p.start < here.start ? -1 : 0);
  const own = openPoints(bench).filter((p) => order(p) === by);
  if (own.length > 0) return bench.focus.to((by > 0 ? own[0] : own[own.length - 1]).start);
  const open = await pointsOfIssue(bench);
  const ahead = open.filter((p) => order(p) === by);
  const behind = open.filter((p) => order(p) === -by);
  const next = by > 0 ? (ahead[0] ?? behind[0]) : (ahead.at(-1) ?? behind.at(-1));
  if (next) bench.goTo(next.page, next.start);
  else bench.status.say(open.length > 0 ? t("This is the only open point.") : t("Nothing is open in this issue."));
}

/** @param {Workbench} bench @param {number} by */
function nextArticle(bench, by) {
  const blocks = bench.state.blocks();
  const firsts = blocks.filter((b, i) => b.article && b.article !== blocks[i - 1]?.article);
  const here = bench.focus.block.start;
  const next = by > 0 ? firsts.find((b) => b.start > here) : firsts.findLast((b) => b.start < here);
  if (next) bench.focus.to(next.start);
}

/** @param {Workbench} bench @param {string} id */
function goToArticle(bench, id) {
  const at = bench.painter.articles.get(id)?.first ?? bench.painter.elsewhere[id];
  if (at) bench.goTo(at.page, at.start);
}

/** @param {Workbench} bench @param {Command} c */
function moveEdge(bench, c) {
  const mark = bench.caret.mark;
  const moved = bench.caret.movedEdge(c.side, c.to);
  if (!mark || !moved || !bench.mayMark || mark.correction !== undefined) return undefined;
  const at = (mark.at ?? []).map((p) => (p.page === bench.page && p.start === mark.start && p.end === mark.end ? { page: p.page, ...moved } : p));
  return bench.send({ kind: "respan", span: mark.id, at });
}

const titles = /** @type {Record<string, string>} */ ({ else: t("More roles"), "span-else": t("More marks"), type: t("Type of the article"), ends: t("Continued from") });

/** Opens what takes the next key.
 *  @param {Workbench} bench @param {Command} c */
function ask(bench, c) {
  if (!bench.mayMark) {
    bench.status.say(t("You can read this set, but not mark it now."), "warn");
    return;
  }
  if (c.name === "assign") {
    find(bench, t("Give to article"), t("Number, or a part of the headline"), (query) => articleItems(bench, query), (query) => sureArticle(bench, query));
    return;
  }
  const choices = c.name === "ends" ? openEnds(bench) : chord(c.name, bench.vocabulary);
  if (choices.length === 0) {
    bench.status.say(t("No text on this page has an open end."), "warn");
    return;
  }
  bench.asking = new Chord(titles[c.name], choices, (command) => answered(bench, command && c.start ? { ...command, start: true } : command));
}

/** @param {Workbench} bench @param {string} title @param {string} placeholder @param {(query: string) => import("../lib/finder.js").Item[]} items
 *  @param {(query: string) => import("../lib/finder.js").Item|undefined} [sure] */
function find(bench, title, placeholder, items, sure) {
  bench.asking = new Finder({ title, placeholder, items, sure, done: (command) => answered(bench, command) });
}

/** @param {Workbench} bench @param {Command|undefined} command */
function answered(bench, command) {
  bench.asking = null;
  bench.back();
  if (command) bench.queue.first(() => bench.perform(command));
}

/** @param {Workbench} bench */
function editTitle(bench) {
  bench.beside(); // something stands where the field is
  const field = document.getElementById("article-title");
  if (field instanceof HTMLInputElement && !field.disabled) {
    field.focus();
    field.select();
  } else bench.status.say(t("This block belongs to no article that could have a title."), "warn");
}

/** @param {Workbench} bench @param {Command} c */
function correct(bench, c) {
  const { selection } = bench.caret;
  if (!selection || !bench.mayMark) {
    bench.status.say(t("Select the text to correct first."), "warn");
    return undefined;
  }
  const block = bench.focus.block;
  const source = slice(bench.textOf(block), selection.start - block.start, selection.end - block.start);
  askCorrection(bench, source, (text) => bench.run({ do: "send", act: { kind: "correct", page: block.page, ...selection, text } }));
  return undefined;
}
