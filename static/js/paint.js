// @ts-check
// Keeps the rows of the galley in step with the state. A row is touched only when what it shows has
// changed; rows in view come first, the others when there is time.

import { h, set } from "./dom.js";
import { articlesOf, packageOf, textOf } from "./articles.js";
import { textWithMarks } from "./marks.js";
import { lastWords } from "./text.js";
import { blockLabel, roleWord } from "./words.js";

/** @typedef {import("./state.js").Block} Block */
/** @typedef {import("./articles.js").Article} Article */

const manyRows = 300; // above this, rows out of view wait

export class Painter {
  /** @param {HTMLElement} sheet @param {import("./state.js").State} state @param {import("./articles.js").Elsewhere} elsewhere
   *  @param {Set<string>} groups the types that stand over articles @param {(page: number) => string} pageURL */
  constructor(sheet, state, elsewhere, groups, pageURL) {
    this.sheet = sheet;
    this.state = state;
    this.elsewhere = elsewhere;
    this.groups = groups;
    this.pageURL = pageURL;
    /** @type {Map<number, HTMLElement>} rows by the code point at which they start */
    this.rows = new Map();
    /** @type {Map<number, string>} what a row showed last */
    this.shown = new Map();
    /** @type {Set<number>} rows that wait for time */
    this.waiting = new Set();
    for (const row of sheet.querySelectorAll(".block")) this.rows.set(Number(/** @type {HTMLElement} */ (row).dataset.start), /** @type {HTMLElement} */ (row));
    /** @type {Map<string, Article>} */
    this.articles = new Map();
    this.looks = this.look();
    for (const [start, look] of this.looks) {
      if (look.attributes["data-problem"]) this.dress(start); // the server does not say how grave it is
      else this.shown.set(start, look.sign);
    }
  }

  /** What every row is to show, by start.
   *  @returns {Map<number, {block: Block, attributes: Record<string, any>, label: string, chips: Chip[], sign: string}>} */
  look() {
    this.articles = articlesOf(this.state, this.elsewhere, this.groups);
    const blocks = this.state.blocks();
    const looks = new Map();
    blocks.forEach((block, i) => {
      const article = this.articles.get(block.article);
      const chips = this.chips(block);
      const attributes = {
        "data-role": block.role, "data-article": block.article, "data-state": block.state, "data-colour": article?.colour ?? 0,
        "data-first": blocks[i - 1]?.article !== block.article || i === 0, "data-doubtful": block.doubtful,
        "data-problem": problemTone(this.state.problemsOf(block)), "data-number": block.number, "aria-rowindex": block.number, "data-end": block.end,
        "data-package": railPart(packageOf(this.articles, blocks[i - 1]), packageOf(this.articles, block), packageOf(this.articles, blocks[i + 1])) || false,
        "aria-label": blockLabel(block, article?.label ?? ""),
      };
      const label = article?.label ?? "";
      const sign = `${Object.values(attributes).join("|")}|${label}|${chips.map((c) => c.words + c.other + c.last).join("|")}`;
      looks.set(block.start, { block, attributes, label, chips, sign });
    });
    return looks;
  }

  /** Brings the galley up to date.
   *  @param {Set<number>} touched indexes of the source blocks whose marks or cuts changed */
  paint(touched) {
    this.looks = this.look();
    for (const source of touched) this.rebuild(source);
    const late = this.rows.size > manyRows;
    const view = late ? this.view() : null;
    for (const [start, look] of this.looks) {
      if (this.shown.get(start) === look.sign) continue;
      if (view && !view.has(start)) this.waiting.add(start);
      else this.dress(start);
    }
    if (this.waiting.size > 0) requestIdleCallback((deadline) => this.catchUp(deadline));
  }

  /** @param {IdleDeadline} deadline */
  catchUp(deadline) {
    for (const start of this.waiting) {
      if (deadline.timeRemaining() < 1) break;
      this.dress(start);
    }
    if (this.waiting.size > 0) requestIdleCallback((next) => this.catchUp(next));
  }

  /** The starts of the rows on and near the screen.
   *  @returns {Set<number>} */
  view() {
    const box = /** @type {HTMLElement} */ (this.sheet.parentElement).getBoundingClientRect();
    const blocks = this.state.blocks();
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const row = this.rows.get(blocks[middle].start);
      if (row && row.getBoundingClientRect().bottom < box.top) low = middle + 1;
      else high = middle;
    }
    return new Set(blocks.slice(Math.max(0, low - 30), low + 120).map((b) => b.start));
  }

  /** Makes the rows of a source block again: their text, marks and cuts.
   *  @param {number} index */
  rebuild(index) {
    const source = this.state.sources[index];
    const wanted = this.state.blocks().filter((b) => b.source === index);
    let before = this.rows.get(source.start);
    for (const [start, row] of this.rows) {
      if (start > source.start && start < source.end && !wanted.some((b) => b.start === start)) {
        row.remove();
        this.rows.delete(start);
        this.shown.delete(start);
      }
    }
    for (const block of wanted) {
      let row = this.rows.get(block.start);
      if (!row) {
        row = newRow(block);
        before?.after(row);
        this.rows.set(block.start, row);
      }
      const text = /** @type {HTMLElement} */ (row.querySelector(".text"));
      text.replaceChildren(textWithMarks(textOf(this.state, block), block.start, this.state.marks(block)));
      before = row;
    }
    set(this.sheet.parentElement ?? this.sheet, "aria-rowcount", this.state.blocks().length);
  }

  /** Gives a row its looks.
   *  @param {number} start */
  dress(start) {
    const row = this.rows.get(start);
    const look = this.looks.get(start);
    this.waiting.delete(start);
    if (!row || !look) return;
    for (const [name, value] of Object.entries(look.attributes)) set(row, name, value);
    const [badge, role, number] = /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll(".gutter > span"));
    badge.textContent = look.label;
    role.textContent = roleWord(look.block.role);
    number.textContent = String(look.block.number);
    row.querySelector(".margin")?.replaceChildren(...look.chips.map(chipElement));
    this.shown.set(start, look.sign);
  }

  /** @typedef {{way: "from"|"to", arrow: string, words: string, other: string, last: string, href: string}} Chip */

  /** The two ends of joins at a block.
   *  @param {Block} block @returns {Chip[]} */
  chips(block) {
    /** @type {Chip[]} */
    const chips = [];
    const from = this.state.joinTo(block);
    if (from) {
      const other = from.page === block.page ? this.state.blockAt(from.end - 1) : undefined;
      const last = other ? `…${lastWords(textOf(this.state, other).slice(-60))}` : "";
      chips.push({ way: "from", arrow: "↪ ", words: "from ", other: other ? String(other.number) : `page ${from.page}`, last, href: other ? `#b-${other.page}-${other.start}` : this.pageURL(from.page) });
    }
    const to = this.state.joinFrom(block);
    if (to) {
      const other = to.page === block.page ? this.state.blockAt(to.start) : undefined;
      chips.push({ way: "to", arrow: "→ ", words: "goes on in ", other: other ? String(other.number) : `page ${to.page}`, last: "", href: (other ? "" : this.pageURL(to.page)) + `#b-${to.page}-${to.start}` });
    }
    return chips;
  }
}

/** @param {any[]} problems @returns {string|false} */
function problemTone(problems) {
  if (problems.length === 0) return false;
  return problems.every((p) => p.hint) ? "hint" : "bad";
}

/** @param {Block} block @returns {HTMLElement} */
function newRow(block) {
  return h("div", { class: "block", role: "row", id: `b-${block.page}-${block.start}`, tabindex: -1, "data-page": block.page, "data-start": block.start, "data-gap": 0 },
    h("div", { class: "gutter", role: "rowheader" }, h("span", { class: "badge" }), h("span", { class: "role-word" }), h("span", { class: "number" })),
    h("div", { class: "rail", role: "presentation" }),
    h("div", { class: "text", role: "gridcell" }),
    h("div", { class: "margin", role: "gridcell" }));
}

/** @param {Chip} chip @returns {HTMLElement} */
function chipElement(chip) {
  return h("a", { class: `chip ${chip.way}`, tabindex: -1, href: chip.href, title: `${chip.words}${chip.other} ${chip.last}`.trim() },
    chip.arrow, h("span", { class: "chip-words" }, chip.words), chip.other, chip.last ? h("span", { class: "last-words" }, chip.last) : null);
}

/** Which part of a package's rail stands beside a block between two others.
 *  @param {string} above @param {string} here @param {string} below @returns {string} */
function railPart(above, here, below) {
  if (!here) return "";
  if (above !== here) return below !== here ? "only" : "first";
  return below !== here ? "last" : "inside";
}
