// @ts-check
// What the keys do in the outline. They are the keys of the text: the command that a key has there
// acts here on the row.

import { h } from "../lib/dom.js";
import { Finder } from "../lib/finder.js";
import { newID } from "../lib/ids.js";
import { token } from "../lib/key_grammar.js";
import { t } from "../lib/locale.js";
import { articleItems, typeItems } from "../markup/choices.js";
import { blocksOf } from "./rows.js";

/** @typedef {import("./tree.js").Outline} Outline */
/** @typedef {import("./rows.js").Row} Row */
/** @typedef {import("../lib/key_grammar.js").Command} Command */

/** @param {import("../markup/state.js").Block} b */
const extent = (b) => ({ page: b.page, start: b.start, end: b.end });

/** @param {Outline} outline */
export function listenToOutlineKeys(outline) {
  outline.tree.addEventListener("keydown", (event) => {
    if (event.target instanceof HTMLInputElement || event.isComposing) return;
    const row = outline.rowAt(event.target);
    const name = token(event);
    if (!row || !name || event.defaultPrevented) return;
    if (event.target instanceof HTMLButtonElement && (name === "Enter" || name === "Space")) return;
    if (!walk(outline, row, name) && !command(outline, row, name)) return;
    event.preventDefault();
    event.stopPropagation();
  });
  outline.filter.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "ArrowDown" || event.key === "Enter") outline.focus(outline.rows.find((r) => r.article || r.block)?.key ?? "");
    else if (event.key !== "Escape" || outline.filter.value === "") return;
    else {
      outline.filter.value = "";
      outline.redraw();
    }
    event.preventDefault();
  });
}

/** Moves within the tree; false for a key that does not.
 *  @param {Outline} outline @param {Row} row @param {string} name @returns {boolean} */
function walk(outline, row, name) {
  const { rows } = outline;
  const at = rows.indexOf(row);
  const to = (/** @type {Row|undefined} */ next) => {
    if (next) outline.focus(next.key);
    return true;
  };
  switch (name) {
    case "Up":
      return to(rows[at - 1]);
    case "Down":
      return to(rows[at + 1]);
    case "Home":
      return to(rows[0]);
    case "End":
      return to(rows[rows.length - 1]);
    case "PgUp":
    case "PgDn":
      return to(rows[Math.max(0, Math.min(rows.length - 1, at + (name === "PgUp" ? -12 : 12)))]);
    case "Right":
      if (row.open === false) outline.toggle(row, true);
      else if (rows[at + 1]?.parent === row.key) to(rows[at + 1]);
      return true;
    case "Left":
      if (row.open && row.kind !== "heading") outline.toggle(row, false);
      else to(outline.rowOf(row.parent));
      return true;
    case "Enter":
      outline.go(row);
      return true;
    case "Space":
      outline.go(row, true);
      return true;
  }
  return false;
}

/** Does the command of a key on a row; false if it has none here.
 *  @param {Outline} outline @param {Row} row @param {string} name @returns {boolean} */
function command(outline, row, name) {
  const wanted = outline.bench.command(name, "block");
  switch (wanted?.do) {
    case "find":
      outline.filter.select();
      return true;
    case "help":
    case "palette":
    case "undo":
    case "redo":
      outline.hold = row.key;
      outline.bench.run(wanted);
      return true;
    case "title":
      edit(outline, row);
      return true;
    case "chord":
      if (wanted.name === "type") chooseType(outline, row);
      if (wanted.name === "assign") chooseArticle(outline, row);
      return wanted.name === "type" || wanted.name === "assign";
    case "reorder":
      move(outline, row, wanted.by);
      return true;
    case "nest":
    case "unnest":
      if (row.article) send(outline, row, { kind: wanted.do, article: row.article.id });
      return true;
    case "undecide":
      undecide(outline, row);
      return true;
    case "merge":
      merge(outline, row);
      return true;
    case "cut":
      split(outline, row);
      return true;
  }
  return false;
}

/** Sends an act and gives the row the browser's focus again.
 *  @param {Outline} outline @param {Row} row @param {any} act @param {string} [hold] the row that gets the focus */
export function send(outline, row, act, hold = row.key) {
  outline.hold = hold;
  outline.bench.run({ do: "send", act });
  outline.refresh();
}

/** @param {Outline} outline @param {string} sentence */
const refuse = (outline, sentence) => outline.bench.status.say(sentence, "warn");

/** The blocks that a row stands for.
 *  @param {Outline} outline @param {Row} row @returns {import("../markup/state.js").Block[]} */
export function blocksIn(outline, row) {
  const { state } = outline.bench;
  if (row.kind === "undecided" && row.block && row.last) {
    const { start } = row.block;
    const { end } = row.last;
    return state.blocks().slice(state.indexAt(start), state.indexAt(end - 1) + 1);
  }
  return row.block ? [row.block] : [];
}

/** Moves an article among those beside it, or a block in its article.
 *  @param {Outline} outline @param {Row} row @param {number} by */
export function move(outline, row, by) {
  const beside = outline.rows.filter((r) => r.parent === row.parent && (row.article ? r.article : r.kind === row.kind));
  const other = beside[beside.indexOf(row) + by];
  if (row.kind !== "block" && !row.article) return;
  if (!other) refuse(outline, by < 0 ? t("There is nothing above it here.") : t("There is nothing below it here."));
  else place(outline, row, other, by < 0);
}

/** Puts an article before or after another one, under what that one stands under; or a block.
 *  @param {Outline} outline @param {Row} row @param {Row} other @param {boolean} before */
export function place(outline, row, other, before) {
  if (row.article && other.article) {
    const under = row.article.parent === other.article.parent ? {} : { under: other.article.parent };
    send(outline, row, { kind: "move", article: row.article.id, [before ? "before_article" : "after_article"]: other.article.id, ...under });
  } else if (row.block && other.block && row.block.article && row.block.article === other.block.article) {
    send(outline, row, { kind: "move", block: extent(row.block), [before ? "before_block" : "after_block"]: extent(other.block) });
  } else if (other.block?.article) give(outline, row, other.block.article);
}

/** Gives the blocks of a row to an article.
 *  @param {Outline} outline @param {Row} row @param {string} article */
export function give(outline, row, article) {
  const blocks = blocksIn(outline, row).map(extent);
  if (blocks.length > 0) send(outline, row, { kind: "assign", blocks, article }, `article/${article}`);
}

/** @param {Outline} outline @param {Row} row */
export function undecide(outline, row) {
  if (row.article) send(outline, row, { kind: "undecide", article: row.article.id });
  else if (row.block && row.kind !== "undecided") send(outline, row, { kind: "undecide", blocks: blocksIn(outline, row).map(extent) }, row.parent);
}

/** Merges an article into the one above it.
 *  @param {Outline} outline @param {Row} row */
export function merge(outline, row) {
  if (!row.article) return;
  const first = blocksOf(outline.bench.state, row.article.id)[0];
  const above = outline.rows.slice(0, outline.rows.indexOf(row)).findLast((r) => r.article);
  if (!first) refuse(outline, t("This article is on another page. Open that page to merge it."));
  else send(outline, row, { kind: "merge", block: extent(first) }, above?.key);
}

/** Lets a new article begin at the block of a row, which takes the rest of its article.
 *  @param {Outline} outline @param {Row} row */
export function split(outline, row) {
  const article = newID();
  if (row.block && row.kind !== "furniture") send(outline, row, { kind: "start", block: extent(row.block), new: article }, `article/${article}`);
  else if (row.article) refuse(outline, t("Open the article with → and choose the block where the next one begins."));
}

/** Says that an article has no headline, or that it has one.
 *  @param {Outline} outline @param {Row} row */
export function headless(outline, row) {
  if (row.article) send(outline, row, { kind: "headless", article: row.article.id, headless: !row.article.headless });
}

/** @param {Outline} outline @param {Row} row */
export function chooseType(outline, row) {
  const { article } = row;
  if (!article || !outline.bench.mayMark) return;
  choose(outline, row, t("Type of the article"), t("A part of its name"), (query) => typeItems(outline.bench, query, article.group), (command) => send(outline, row, { kind: "type", article: article.id, type: command.type }));
}

/** @param {Outline} outline @param {Row} row */
export function chooseArticle(outline, row) {
  if (!row.block || !outline.bench.mayMark) return;
  choose(outline, row, t("Give to article"), t("Number, or a part of the headline"), (query) => articleItems(outline.bench.painter.articles.values(), query), (command) => give(outline, row, command.article));
}

/** @param {Outline} outline @param {Row} row @param {string} title @param {string} placeholder
 *  @param {(query: string) => import("../lib/finder.js").Item[]} items @param {(command: Command) => void} take */
function choose(outline, row, title, placeholder, items, take) {
  new Finder({ title, placeholder, items, done: (command) => {
    outline.focus(row.key);
    if (command) take(command);
  } });
}

/** Lets the title of a row be written in its place.
 *  @param {Outline} outline @param {Row} row */
export function edit(outline, row) {
  const { article } = row;
  const words = outline.elements.get(row.key)?.querySelector(".row-title");
  if (!article || !words || !outline.bench.mayMark) return;
  const old = outline.bench.state.article(article.id)?.title ?? "";
  const shown = old || (article.title.startsWith("“") ? "" : article.title);
  const input = /** @type {HTMLInputElement} */ (h("input", { class: "row-edit", value: shown, "aria-label": t("Title"), lang: outline.bench.language, autocomplete: "off" }));
  let ended = false;
  /** @param {boolean} take @param {boolean} back whether the row gets the focus */
  const end = (take, back) => {
    if (ended) return;
    ended = true;
    const title = input.value.trim();
    input.replaceWith(words);
    if (back) outline.focus(row.key);
    if (take && title !== shown) send(outline, row, { kind: "title", article: article.id, title }, back ? row.key : "");
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key !== "Enter" && event.key !== "Escape") return;
    event.preventDefault();
    end(event.key === "Enter", true);
  });
  input.addEventListener("blur", () => end(true, false));
  words.replaceWith(input);
  input.select();
  input.focus();
}
