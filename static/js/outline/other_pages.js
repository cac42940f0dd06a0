// @ts-check
// Articles that news tell of and that stand on other pages: only the server knows where they begin and
// what they are called.

import { address } from "../lib/address.js";
import { debounced } from "../lib/dom.js";

const pause = 120; // milliseconds after the last news of them
const atOnce = 100; // asked for in one request

export class Strangers {
  /** @param {import("../workbench/workbench.js").Workbench} bench @param {() => void} known called when more is known */
  constructor(bench, known) {
    this.bench = bench;
    this.known = known;
    this.ask = debounced(pause, () => this.learn());
    /** @type {Set<string>} articles to ask for */
    this.ids = new Set();
  }

  /** Notes the articles that are not of this page.
   *  @param {import("../markup/state.js").News} news */
  hear(news) {
    const { page, state } = this.bench;
    for (const [name, value] of Object.entries(news.cells ?? {})) {
      const [kind, at] = name.split("/");
      const id = kind === "article" && value ? at : kind === "block" && Number(at) !== page ? value?.article : "";
      if (id && !state.members.of.has(id)) this.ids.add(id);
    }
    if (this.ids.size > 0) this.ask();
  }

  /** Asks where they are. */
  async learn() {
    const { bench } = this;
    const ids = [...this.ids].slice(0, atOnce);
    if (ids.length === 0) return;
    try {
      const response = await fetch(`${address("elsewhere", bench.set)}?page=${bench.page}&articles=${ids.join(",")}`);
      if (!response.ok) return;
      for (const id of ids) this.ids.delete(id);
      Object.assign(bench.painter.elsewhere, await response.json());
      bench.state.shape++;
      bench.painter.paint({ texts: new Set(), blocks: new Set() });
      this.known();
    } catch {
      // They are asked for again with the next news; the sender tells that the server is away.
    }
  }
}
