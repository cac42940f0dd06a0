// @ts-check
// Starts the workbench on the page that the server drew: reads its data, listens to keys and mouse.

import { mouseHands } from "../galley/caret_commands.js";
import { fitCorrections } from "../galley/corrections.js";
import { listenToMouse } from "../galley/selection.js";
import { afterFrame, byID, data, isField } from "../lib/dom.js";
import { token } from "../lib/key_grammar.js";
import { learnKeys, printed } from "../lib/keymap.js";
import { t } from "../lib/locale.js";
import { Ruler } from "../lib/offsets.js";
import { shown } from "../lib/page_lifetime.js";
import { State } from "../markup/state.js";
import { learn } from "../markup/words.js";
import { listen } from "../net/event_stream.js";
import { keepKey, listenToTurns, takeKeys } from "../net/page_turn.js";
import { listenToFolds } from "../workbench/folding_columns.js";
import { showChosenReading } from "../workbench/reading_buttons.js";
import { Workbench } from "../workbench/workbench.js";

/** Starts everything. */
export function start() {
  const main = /** @type {HTMLElement} */ (document.querySelector("main.workbench"));
  const vocabulary = data("vocabulary");
  const { version, cells, problems, boundaries, text, elsewhere, ends, work } = data("cells");
  learn(vocabulary);
  learnKeys(data("keys"));
  const page = Number(main.dataset.page);
  const state = new State({ page, version, cells, problems, sources: text ? parts(text, boundaries) : sources(boundaries) });
  const bench = new Workbench({ state, main, vocabulary, elsewhere: elsewhere ?? {}, ends: ends ?? [], work: work ?? { work: [], now: new Date().toISOString() }, restart: start });
  if (state.blocks().length === 0) return;
  showChosenReading(main.dataset.user ?? "");
  fitCorrections(byID("sheet"));
  begin(bench);
  listenToFocus(bench);
  listenToKeys(bench);
  listenToMouse(bench.galley, mouseHands(bench.caret, { idle: () => !bench.queue.running, later: (run) => bench.queue.push(run), start: () => bench.focus.block.start,
    go: (start, extend) => bench.focus.to(start, { extend, still: true }), resting: false }));
  listenToButtons(bench);
  listenToTurns(bench.set, (url, back) => bench.leave(url, back));
  listenToFolds(main, () => bench.back(), () => bench.beside());
  if (main.dataset.live === "true") listen(bench.set, () => state.version, ears(bench));
  afterFrame(() => {
    bench.outline.begin();
    document.documentElement.dataset.ready = "true";
  })();
}

/** What is done with the news of the set.
 *  @param {Workbench} bench */
function ears(bench) {
  const { colleagues, queries, status, assignments } = bench;
  return {
    step: (/** @type {import("../net/event_stream.js").Event} */ event) => bench.hear(event),
    hello: (/** @type {import("../workbench/colleagues.js").Colleague[]} */ here) => {
      colleagues.meet(here);
      assignments.meet();
      return queries.load();
    },
    query: (/** @type {any} */ query) => queries.take(query),
    read: (/** @type {string[]} */ comments) => queries.unread.hear(comments),
    presence: (/** @type {import("../workbench/colleagues.js").Colleague} */ colleague) => colleagues.take(colleague),
    work: () => assignments.hear(),
    lost: () => colleagues.part(),
    again: () => bench.again(),
    signedOut: () => {
      colleagues.part(true);
      status.say(t("You are signed out. Sign in again in another window to go on."), "bad");
    },
  };
}

/** @typedef {[number, number, number]} Boundary start and end in code points, and the blank lines above */

/** The blocks of the source: their texts stand in the rows that the server drew, cut or whole.
 *  @param {Boundary[]} boundaries @returns {import("../markup/state.js").Source[]} */
function sources(boundaries) {
  const rows = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("#sheet .block")]);
  let next = 0;
  return boundaries.map(([start, end, gap]) => {
    let text = "";
    for (; next < rows.length && Number(rows[next].dataset.start) < end; next++) text += rows[next].querySelector(".text")?.textContent ?? "";
    return { start, end, text, gap };
  });
}

/** The blocks of the source of a long page, of which only some rows were drawn.
 *  @param {string} text the page's @param {Boundary[]} boundaries @returns {import("../markup/state.js").Source[]} */
function parts(text, boundaries) {
  const ruler = new Ruler(text);
  return boundaries.map(([start, end, gap]) => ({ start, end, gap, text: text.slice(ruler.unit(start), ruler.unit(end)) }));
}

/** Puts the focus where the address says, or where work is left, and types the keys that another
 *  page could not take any more.
 *  @param {Workbench} bench */
function begin(bench) {
  const blocks = bench.state.blocks();
  const named = location.hash.match(/^#b-\d+-(\d+)$/);
  const open = blocks.find((b) => b.state !== "decided");
  const first = (named && bench.state.blockAt(Number(named[1]))) || open || blocks[0];
  bench.galley.append(bench.caret.element);
  bench.points.count();
  bench.focus.to(first.start);
  bench.strip.draw();
  for (const key of takeKeys()) bench.key(key);
}

// What a key that is held does again and again, and what keys with Ctrl do everywhere but in fields.
const repeats = new Set(["move", "page", "step", "line", "likely", "mark", "article", "undecided", "problem", "edge-of-mark"]);
const everywhere = new Set(["palette", "undo", "redo"]);

/** The browser's focus comes back to the focused row: by the link that skips to the text, and with
 *  Escape from the columns beside it.
 *  @param {Workbench} bench */
function listenToFocus(bench) {
  bench.galley.addEventListener("focus", () => bench.back());
  document.addEventListener("keydown", (event) => {
    const beside = event.target instanceof Element && event.target.closest(".outline, .inspector, .bar");
    if (event.key === "Escape" && beside && !event.defaultPrevented && !event.isComposing) bench.back();
  }, { signal: shown() });
  addEventListener("hashchange", () => {
    const named = location.hash.match(/^#b-(\d+)-(\d+)$/);
    if (named) bench.goTo(Number(named[1]), Number(named[2]));
  }, { signal: shown() });
}

/** Keys act while the text has the browser's focus, or nothing has it; a few with Ctrl act everywhere
 *  but in fields.
 *  @param {Workbench} bench */
function listenToKeys(bench) {
  document.addEventListener("keydown", (event) => {
    const inside = event.target === document.body || (event.target instanceof Node && bench.galley.contains(event.target));
    const name = isField(event.target) || document.querySelector("dialog[open]") ? "" : token(event);
    if (!name || (!inside && !(name.startsWith("C-") && everywhere.has(bench.command(name, "block")?.do ?? "")))) return;
    // While an act waits for its answer, the key may be for a list that is still to open.
    const known = bench.asking || (bench.queue.running && !/^[CA]-/.test(name)) || ["block", "caret", "mark", "text"].some((mode) => bench.command(name, /** @type {any} */ (mode)));
    if (!known) return;
    event.preventDefault();
    if (event.repeat && !repeats.has(bench.command(name, bench.caret.mode)?.do ?? "")) return;
    if (bench.leaving) keepKey(name);
    else bench.key(name);
  }, { signal: shown() });
}

/** Buttons of the bar, links of joins, and clicks beside everything.
 *  @param {Workbench} bench */
function listenToButtons(bench) {
  const bar = byID("bar");
  bar.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest("button")) event.preventDefault();
  });
  bar.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? /** @type {HTMLElement|null} */ (event.target.closest("button[data-command]")) : null;
    if (button) bench.run({ do: button.dataset.command ?? "", to: button.dataset.to });
  });
  for (const button of bar.querySelectorAll("button[data-command][title]")) button.setAttribute("title", button.getAttribute("title")?.replace(/(?<=[(（])[^)）]+(?=[)）])/u, (hint) => printed(hint.replace("+", " "))) ?? "");
  byID("count").addEventListener("click", () => bench.run({ do: "undecided", by: 1 }));
  byID("unread").addEventListener("click", () => bench.run({ do: "unread" }));
  bench.galley.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target.closest("a.chip")?.getAttribute("href")?.match(/^#b-(\d+)-(\d+)$/) : null;
    if (!target) return;
    event.preventDefault();
    bench.goTo(Number(target[1]), Number(target[2]));
  });
  // A press beside everything would leave the browser's focus nowhere, and the next key lost.
  addEventListener("mouseup", () => setTimeout(() => {
    if (document.activeElement === document.body && !document.getSelection()?.toString()) bench.back();
  }), { signal: shown() });
  document.addEventListener("copy", (event) => {
    const { selection } = bench.caret;
    if (!selection || isField(event.target) || !event.clipboardData) return;
    const block = bench.focus.block;
    event.clipboardData.setData("text/plain", [...bench.textOf(block)].slice(selection.start - block.start, selection.end - block.start).join(""));
    event.preventDefault();
  }, { signal: shown() });
}
