// @ts-check
// Keeps the rows of the galley in step with the state. An act costs the rows that it touches, and of
// those only the ones in the document: a row is touched when what it shows has changed.

import { h, set } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { lastWords } from "../lib/text.js";
import { articlesOf, packageOf, textOf } from "../markup/articles.js";
import { baseOf, isOwn } from "../markup/own_roles.js";
import { blockLabel, roleWord } from "../markup/words.js";
import { textWithMarks } from "./marks.js";
import { Windows } from "./windows.js";

/** @typedef {import("../markup/state.js").Block} Block */
/** @typedef {import("../markup/articles.js").Article} Article */
/** @typedef {{block: Block, attributes: Record<string, any>, label: string, chips: Chip[], sign: string}} Look */

export class Painter {
  /** @param {HTMLElement} sheet @param {import("../markup/state.js").State} state @param {import("../markup/articles.js").Elsewhere} elsewhere
   *  @param {Set<string>} groups the types that stand over articles @param {(page: number) => string} pageURL */
  constructor(sheet, state, elsewhere, groups, pageURL) {
    this.sheet = sheet;
    this.state = state;
    this.elsewhere = elsewhere;
    this.groups = groups;
    this.pageURL = pageURL;
    /** @type {Map<number, HTMLElement>} the rows in the document, by the code point at which they start */
    this.rows = new Map();
    /** @type {Map<number, string>} what a row showed last */
    this.shown = new Map();
    /** the code point whose row has to stay in the document */
    this.keep = 0;
    /** @type {Set<() => void>} called when rows of a long page came or went */
    this.onrows = new Set();
    /** @type {(row: HTMLElement, start: number) => void} what else stands in the gutter of a row that was dressed */
    this.adorn = () => {};
    /** @type {(block: Block) => string} what else a screen reader says of a block */
    this.remark = () => "";
    /** @type {Map<string, Article>} */
    this.articles = articlesOf(state, elsewhere, groups);
    this.shape = state.shape;
    /** whether rows out of view may still show what was */
    this.behind = false;
    for (const row of sheet.querySelectorAll(".block")) this.adopt(/** @type {HTMLElement} */ (row));
    this.windows = new Windows(/** @type {HTMLElement} */ (sheet.parentElement), sheet, state, {
      fill: (window, from, to) => this.fill(window, from, to), empty: (from, to) => this.empty(from, to), keep: () => this.keep });
    this.windows.changed = () => this.onrows.forEach((run) => run());
  }

  /** Takes over a row that the server drew.
   *  @param {HTMLElement} row */
  adopt(row) {
    const start = Number(row.dataset.start);
    this.rows.set(start, row);
    const look = this.lookAt(this.state.indexAt(start));
    // The server does not say how grave a problem is, nor what stands below the rows that it drew.
    if (look.attributes["data-problem"] || this.sheet.dataset.long !== undefined) this.dress(start, look);
    else this.shown.set(start, look.sign);
  }

  /** What the row of the block at index i has to show.
   *  @param {number} i @returns {Look} */
  lookAt(i) {
    const blocks = this.state.blocks();
    const block = blocks[i];
    const article = this.articles.get(block.article);
    const chips = this.chips(block);
    const attributes = {
      "data-role": baseOf(block.role), "data-own": isOwn(block.role) && block.role, "data-article": block.article, "data-state": block.state, "data-colour": article?.colour ?? 0,
      "data-first": blocks[i - 1]?.article !== block.article || i === 0, "data-doubtful": block.doubtful,
      "data-problem": problemTone(this.state.problemsOf(block)), "data-number": block.number, "aria-rowindex": block.number, "data-end": block.end,
      "data-package": railPart(packageOf(this.articles, blocks[i - 1]), packageOf(this.articles, block), packageOf(this.articles, blocks[i + 1])) || false,
      "aria-label": [blockLabel(block, article?.label ?? ""), this.remark(block)].filter(Boolean).join(t(", ")),
    };
    const label = article?.label ?? "";
    const sign = `${Object.values(attributes).join("|")}|${label}|${chips.map((c) => c.words + c.other + c.last).join("|")}`;
    return { block, attributes, label, chips, sign };
  }

  /** Brings the galley up to date, or only what is in view: the rest with the next painting.
   *  @param {import("../markup/state.js").Touched} touched @param {boolean} [inView] */
  paint(touched, inView = false) {
    const near = inView ? this.rowsInView() : [];
    const renumbered = this.shape !== this.state.shape;
    if (renumbered) this.articles = articlesOf(this.state, this.elsewhere, this.groups);
    this.shape = this.state.shape;
    for (const source of touched.texts) this.rebuild(source);
    // An article that comes or goes changes numbers and colours anywhere; else a row looks as it and
    // its neighbours are.
    const all = (renumbered || this.behind) && !inView;
    this.behind = !all && (renumbered || this.behind);
    if (all) for (const start of this.rows.keys()) this.refresh(this.state.indexAt(start));
    else for (const start of touched.blocks) for (const i of [-1, 0, 1]) this.refresh(this.state.indexAt(start) + i);
    if (renumbered) for (const row of near) this.refresh(this.state.indexAt(Number(row.dataset.start)));
  }

  /** The rows that can be seen, from top to bottom.
   *  @returns {HTMLElement[]} */
  rowsInView() {
    const rows = /** @type {NodeListOf<HTMLElement>} */ (this.sheet.querySelectorAll(".block"));
    const view = /** @type {HTMLElement} */ (this.sheet.parentElement).getBoundingClientRect();
    let low = 0;
    for (let high = rows.length; low < high;) {
      const middle = (low + high) >> 1;
      if (rows[middle].getBoundingClientRect().bottom > view.top) high = middle;
      else low = middle + 1;
    }
    const seen = [];
    for (; low < rows.length && rows[low].getBoundingClientRect().top < view.bottom; low++) seen.push(rows[low]);
    return seen;
  }

  /** Dresses the row of the block at index i again, if it is there and shows something else.
   *  @param {number} i */
  refresh(i) {
    const block = this.state.blocks()[i];
    if (!block || !this.rows.has(block.start)) return;
    const look = this.lookAt(i);
    if (this.shown.get(block.start) !== look.sign) this.dress(block.start, look);
  }

  /** Makes sure that the row of a block is in the document.
   *  @param {number} start @returns {HTMLElement|undefined} */
  reveal(start) {
    this.windows.reveal(start);
    return this.rows.get(start);
  }

  /** Makes the rows of a window.
   *  @param {HTMLElement} window @param {number} from @param {number} to indexes of source blocks */
  fill(window, from, to) {
    const { sources } = this.state;
    const blocks = this.state.blocks();
    const end = sources[Math.min(to, sources.length) - 1].end;
    /** @type {HTMLElement[]} */
    const made = [];
    for (let i = this.state.indexAt(sources[from].start); blocks[i] && blocks[i].start < end; i++) {
      if (blocks[i].gap > 1) made.push(h("div", { class: "gap", "aria-hidden": "true", "data-words": t("picture") }));
      made.push(this.make(blocks[i]));
      this.refresh(i);
    }
    window.replaceChildren(...made);
  }

  /** Forgets the rows of a window.
   *  @param {number} from @param {number} to indexes of source blocks */
  empty(from, to) {
    const { sources } = this.state;
    const blocks = this.state.blocks();
    const end = sources[Math.min(to, sources.length) - 1].end;
    for (let i = this.state.indexAt(sources[from].start); blocks[i] && blocks[i].start < end; i++) this.forget(blocks[i].start);
  }

  /** @param {number} start */
  forget(start) {
    this.rows.delete(start);
    this.shown.delete(start);
  }

  /** @param {Block} block @returns {HTMLElement} its row, with its text, not dressed yet */
  make(block) {
    const row = newRow(block);
    this.rows.set(block.start, row);
    this.write(block, row);
    return row;
  }

  /** @param {Block} block @param {HTMLElement} row */
  write(block, row) {
    row.querySelector(".text")?.replaceChildren(textWithMarks(textOf(this.state, block), block.start, this.state.marks(block)));
  }

  /** Makes the rows of a source block again: their text, marks and cuts.
   *  @param {number} index */
  rebuild(index) {
    const source = this.state.sources[index];
    let before = this.rows.get(source.start);
    if (!before) return; // its window is empty, and is filled from the state
    const blocks = this.state.blocks();
    const wanted = [];
    for (let i = this.state.indexAt(source.start); blocks[i]?.source === index; i++) wanted.push(blocks[i]);
    for (let next = before.nextElementSibling; next?.matches(".block") && Number(/** @type {HTMLElement} */ (next).dataset.start) < source.end;) {
      const row = /** @type {HTMLElement} */ (next);
      next = row.nextElementSibling;
      if (wanted.some((b) => b.start === Number(row.dataset.start))) continue;
      this.forget(Number(row.dataset.start));
      row.remove();
    }
    for (const block of wanted) {
      let row = this.rows.get(block.start);
      if (row) this.write(block, row);
      else before.after((row = this.make(block)));
      before = row;
    }
    set(/** @type {HTMLElement} */ (this.sheet.parentElement), "aria-rowcount", blocks.length);
  }

  /** Gives a row its looks.
   *  @param {number} start @param {Look} look */
  dress(start, look) {
    const row = /** @type {HTMLElement} */ (this.rows.get(start));
    for (const [name, value] of Object.entries(look.attributes)) set(row, name, value);
    const [badge, role, number] = /** @type {NodeListOf<HTMLElement>} */ (row.querySelectorAll(".gutter > span"));
    badge.textContent = look.label;
    role.textContent = roleWord(look.block.role);
    number.textContent = String(look.block.number);
    row.querySelector(".margin")?.replaceChildren(...look.chips.map(chipElement));
    this.shown.set(start, look.sign);
    this.adorn(row, start);
  }

  /** @typedef {{way: "from"|"to"|"picture", arrow: string, words: string, other: string, last: string, href: string}} Chip */

  /** The two ends of joins at a block, and a picture that was placed by hand.
   *  @param {Block} block @returns {Chip[]} */
  chips(block) {
    /** @type {Chip[]} */
    const chips = [];
    const from = this.state.joinTo(block);
    if (from) {
      const other = from.page === block.page ? this.state.blockAt(from.end - 1) : undefined;
      const last = other ? `…${lastWords(textOf(this.state, other).slice(-60))}` : "";
      chips.push({ way: "from", arrow: "↪ ", words: `${t("from")} `, other: other ? String(other.number) : t("page %d", from.page), last, href: other ? `#b-${other.page}-${other.start}` : this.pageURL(from.page) });
    }
    if (this.state.pictureIn(block)) chips.push({ way: "picture", arrow: "▧ ", words: t("picture here"), other: "", last: "", href: "" });
    const to = this.state.joinFrom(block);
    if (to) {
      const other = to.page === block.page ? this.state.blockAt(to.start) : undefined;
      chips.push({ way: "to", arrow: "→ ", words: `${t("goes on in")} `, other: other ? String(other.number) : t("page %d", to.page), last: "", href: (other ? "" : this.pageURL(to.page)) + `#b-${to.page}-${to.start}` });
    }
    return chips;
  }
}

/** @param {any[]} problems @returns {string|false} */
function problemTone(problems) {
  if (problems.length === 0) return false;
  return problems.some((p) => p.counts) ? "bad" : "hint";
}

/** @param {Block} block @returns {HTMLElement} */
function newRow(block) {
  return h("div", { class: "block", role: "row", id: `b-${block.page}-${block.start}`, tabindex: -1, "data-page": block.page, "data-start": block.start, "data-gap": block.gap },
    h("div", { class: "gutter", role: "rowheader" }, h("span", { class: "badge" }), h("span", { class: "role-word" }), h("span", { class: "number" })),
    h("div", { class: "rail", role: "presentation" }),
    h("div", { class: "text", role: "gridcell" }),
    h("div", { class: "margin", role: "gridcell" }));
}

/** @param {Chip} chip @returns {HTMLElement} */
function chipElement(chip) {
  if (!chip.href) return h("span", { class: `chip ${chip.way}` }, chip.arrow, h("span", { class: "chip-words" }, chip.words));
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
