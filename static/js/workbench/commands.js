// @ts-check
// The commands that are not acts: moving, the caret, panels and dialogs. Those that end in an act
// make it here from what the editor chose.

import { caretCommands, correctSelection, leaveText, movedMark } from "../galley/caret_commands.js";
import { openFind } from "../galley/find_words.js";
import { Finder } from "../lib/finder.js";
import { Chord } from "../lib/key_choices.js";
import { chord } from "../lib/key_grammar.js";
import { n, t } from "../lib/locale.js";
import { articleItems, everything, openEnds, sureArticle } from "../markup/choices.js";
import { answerQuery, beginQuery, nextUnread } from "../queries/panel.js";
import { takeSuggestion } from "../queries/suggesting.js";
import { work } from "./assignment_acts.js";
import { showHelp } from "./dialogs.js";
import { openPoints, pointsOfIssue } from "./open_points.js";
import { dismiss, putRight } from "./problems.js";
import { nextReading } from "./reading_buttons.js";
import { showGate } from "./submit_gate.js";
import { withhold } from "./withhold.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("../lib/key_grammar.js").Command} Command */

/** @type {Record<string, (bench: Workbench, command: Command) => void|Promise<void>>} */
export const commands = {
  ...Object.fromEntries(Object.entries(caretCommands).map(([name, run]) => [name, (/** @type {Workbench} */ bench, /** @type {Command} */ c) => run(handOf(bench), c)])),
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
  correct: (bench) => correct(bench),
  withhold: (bench, c) => withhold(bench, c.article ?? bench.focus.block.article),
};

/** One level out: panel, selection, mark, caret, range.
 *  @param {Workbench} bench */
function out(bench) {
  const { caret, focus } = bench;
  if (leaveText(caret)) return;
  if (focus.range.length > 1) focus.to(focus.start, { still: true });
  else bench.suggesting?.end();
}

/** @param {Workbench} bench @returns {import("../galley/caret_commands.js").Hand} */
const handOf = (bench) => ({ caret: bench.caret, warn: (words) => bench.status.say(words, "warn"), move: (by) => bench.focus.move(by) });

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
  const act = bench.mayMark && movedMark(bench.caret, bench.page, c);
  return act ? bench.send(act) : undefined;
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
    find(bench, t("Give to article"), t("Number, or a part of the headline"), (query) => articleItems(bench.painter.articles.values(), query), (query) => sureArticle(bench.painter.articles.values(), query));
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

/** @param {Workbench} bench */
function correct(bench) {
  const { page } = bench.focus.block;
  if (!bench.mayMark || !correctSelection(bench, bench.caret, page, (act) => bench.run({ do: "send", act }))) bench.status.say(t("Select the text to correct first."), "warn");
}
