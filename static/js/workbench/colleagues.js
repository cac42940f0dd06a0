// @ts-check
// Who else has this set open, and where their focus rests: small in the bar, as initials in the gutter.
// Our own focus is told when it has rested for a moment; the answer says who changed that block last.
// Nothing here moves the focus or the text.

import { address } from "../lib/address.js";
import { byID, debounced, h, set } from "../lib/dom.js";
import { t } from "../lib/locale.js";
import { initials } from "../lib/names.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{id: number, name: string, page?: number, start: number, gone?: boolean}} Colleague */
/** @typedef {{by: string, author: number, at: string, seconds: number}} Touched */

const rest = 150; // milliseconds that the focus rests before it is told
const beat = 45000; // milliseconds after which it is told again; see absence in desk/presence.go
const minute = 60000;
const tints = 6;

export class Colleagues {
  /** @param {Workbench} bench @param {boolean} live whether the set's events are listened to */
  constructor(bench, live) {
    this.bench = bench;
    this.live = live;
    this.url = address("focus", bench.set);
    /** @type {Map<number, Colleague>} */
    this.here = new Map();
    /** @type {Map<number, HTMLElement>} their places in the bar */
    this.seats = new Map();
    /** @type {Map<HTMLElement, string>} the rows that show initials, and whose */
    this.shown = new Map();
    /** @type {{page: number, start: number, since: number, touched: Touched}|null} who changed a block last, and when by our clock */
    this.last = null;
    this.tell = debounced(rest, () => this.send());
    bench.painter.onrows.add(() => this.draw());
    if (!live) return;
    const beats = setInterval(() => this.send(), beat);
    const ages = setInterval(() => bench.inspector.draw(), minute / 2); // "3 minutes ago" grows old
    bench.gone.addEventListener("abort", () => (clearInterval(beats), clearInterval(ages), this.part(true)));
  }

  /** Takes in who is there when the stream of events begins, and tells where we are.
   *  @param {Colleague[]} here */
  meet(here) {
    this.here = new Map(here.map((c) => [c.id, c]));
    this.draw();
    this.send();
  }

  /** The stream has ended: nobody is known to be present.
   *  @param {boolean} [signedOut] nothing more is told */
  part(signedOut) {
    if (signedOut) this.live = false;
    if (this.bench.gone.aborted) return;
    this.here.clear();
    this.draw();
  }

  /** Takes in where a colleague is, or that they have gone. Other tabs of our own are nobody.
   *  @param {Colleague} colleague */
  take(colleague) {
    if (colleague.id === this.bench.user) return;
    if (colleague.gone) this.here.delete(colleague.id);
    else this.here.set(colleague.id, colleague);
    this.draw();
  }

  /** Tells where our focus rests. */
  async send() {
    const { bench } = this;
    const block = bench.focus.block;
    if (!this.live || !block || bench.post.trouble) return;
    const { page, start } = block;
    try {
      const response = await fetch(this.url, { method: "POST", headers: { "Content-Type": "application/json", Accept: "application/json" }, body: JSON.stringify({ page, start }) });
      if (!response.ok) return;
      const { touched } = await response.json();
      if (bench.gone.aborted || bench.focus.block?.start !== start) return;
      this.last = touched && { page, start, since: Date.now() - 1000 * touched.seconds, touched };
      bench.inspector.draw();
    } catch {
      // The server is away; the focus is told again when the stream of events starts again.
    }
  }

  /** Who changed a block last, as far as that is known yet.
   *  @param {{page: number, start: number}} block */
  lastAt(block) {
    return this.last?.page === block.page && this.last.start === block.start ? this.last : undefined;
  }

  /** Blocks were changed: if the focused one is among them, somebody else may be its last now.
   *  @param {import("../markup/state.js").Touched} touched */
  changed({ blocks, texts }) {
    const block = this.bench.focus.block;
    if (block && (blocks.has(block.start) || texts.has(block.source))) this.tell();
    this.draw();
  }

  /** Brings bar and gutter up to date; costs as many as there are. */
  draw() {
    for (const [id, seat] of this.seats) {
      if (this.here.has(id)) continue;
      seat.remove();
      this.seats.delete(id);
    }
    for (const colleague of this.here.values()) this.seat(colleague);
    byID("here").hidden = this.here.size === 0;
    this.drawRows();
    this.bench.assignments?.drawTabs();
  }

  /** Somebody's place in the bar. A press goes where they are.
   *  @param {Colleague} colleague */
  seat({ id, name }) {
    let seat = this.seats.get(id);
    if (!seat) {
      const go = () => {
        const now = this.here.get(id);
        if (now?.page) this.bench.goTo(now.page, this.bench.state.blockAt(now.start)?.start ?? now.start);
      };
      seat = h("li", {}, h("button", { type: "button", class: "colleague", "data-tint": id % tints, "data-person": id, onclick: go }, initials(name)));
      this.seats.set(id, seat);
      byID("here").append(seat);
    }
    const words = this.where(/** @type {Colleague} */ (this.here.get(id)));
    set(/** @type {Element} */ (seat.firstElementChild), "aria-label", words);
    set(/** @type {Element} */ (seat.firstElementChild), "title", words);
  }

  /** @param {Colleague} colleague */
  where({ name, page, start }) {
    const block = page === this.bench.page ? this.bench.state.blockAt(start) : undefined;
    if (block) return t("%s is at block %d", name, block.number);
    const tab = page && this.bench.tabs().find((tab) => tab.page === page);
    return tab ? t("%s is on page %s", name, tab.words || page) : t("%s has this set open", name);
  }

  /** The initials in the gutter. A row is drawn again only when somebody comes to it or leaves it. */
  drawRows() {
    /** @type {Map<HTMLElement, Colleague[]>} */
    const rows = new Map();
    for (const colleague of this.here.values()) {
      const block = colleague.page === this.bench.page ? this.bench.state.blockAt(colleague.start) : undefined;
      const row = block && this.bench.painter.rows.get(block.start);
      if (row) rows.set(row, [...(rows.get(row) ?? []), colleague]);
    }
    for (const row of this.shown.keys()) {
      if (rows.has(row)) continue;
      this.shown.delete(row);
      row.querySelector(".colleagues")?.remove();
      set(row, "aria-description", false);
    }
    for (const [row, colleagues] of rows) {
      const who = colleagues.map((c) => c.id).join();
      if (this.shown.get(row) === who) continue;
      this.shown.set(row, who);
      row.querySelector(".colleagues")?.remove();
      row.querySelector(".gutter")?.append(h("span", { class: "colleagues" }, ...colleagues.map(badge)));
      set(row, "aria-description", colleagues.map((c) => t("%s is here", c.name)).join(t(", ")));
    }
  }
}

/** @param {Colleague} colleague */
function badge({ id, name }) {
  return h("span", { class: "colleague", role: "img", "aria-label": t("%s is here", name), title: t("%s is here", name), "data-tint": id % tints, "data-person": id }, initials(name));
}
