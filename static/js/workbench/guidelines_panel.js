// @ts-check
// The guidelines beside the galley: the pages of the set's publication, in the place of the inspector.
// The server draws them; links between pages are followed within the panel.

import { byID, h, set } from "../lib/dom.js";
import { findField } from "./find_in.js";
import { t } from "../lib/locale.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */

export class GuidelinesPanel {
  /** @param {Workbench} bench */
  constructor(bench) {
    this.bench = bench;
    this.main = /** @type {HTMLElement} */ (document.querySelector("main.workbench"));
    this.button = /** @type {HTMLAnchorElement|null} */ (document.getElementById("guidelines-button"));
    this.kept = `galley-guidelines-${this.main.dataset.user}`; // the address of what was open last; "" for closed
    /** @type {HTMLElement|null} made when it is opened first */
    this.element = null;
    this.page = h("div", { class: "guidelines-page", tabindex: 0, role: "region", "aria-label": t("Guidelines") });
    this.find = findField(() => this.page.querySelector(".guideline"), "guideline-found");
    this.asked = 0;
    this.page.addEventListener("click", (event) => this.follow(event));
    this.button?.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      this.toggle();
      bench.back();
    });
    set(this.button ?? this.main, "aria-expanded", false);
    if (this.last()) this.toggle();
  }

  /** The address that was open last, of this publication. */
  last() {
    const [of, url] = (localStorage.getItem(this.kept) ?? "").split(" ");
    return of === this.button?.getAttribute("href") ? url ?? "" : "";
  }

  get open() {
    return "guidelines" in this.main.dataset;
  }

  /** Opens or closes the panel. */
  toggle() {
    const home = this.button?.getAttribute("href");
    if (!home) return;
    const open = !this.open;
    if (open) this.bench.proof?.close();
    set(this.main, "data-guidelines", open);
    if (this.button) set(this.button, "aria-expanded", open);
    this.element ??= this.build();
    this.element.hidden = !open;
    if (open) void this.show(this.last() || home);
    else localStorage.setItem(this.kept, "");
  }

  /** Closes the panel.
   *  @returns {boolean} whether it was open */
  close() {
    if (!this.open) return false;
    this.toggle();
    return true;
  }

  /** @returns {HTMLElement} */
  build() {
    const close = h("button", { type: "button", class: "plain", "aria-label": t("Close the guidelines"), title: t("Close the guidelines"), onclick: () => (this.toggle(), this.bench.back()) }, "✕");
    const head = h("header", { class: "proof-panel-head" }, h("h2", { class: "over" }, t("Guidelines")), this.find.field,
      h("a", { class: "button", href: this.button?.href, target: "_blank" }, t("As a page")), close);
    const panel = h("aside", { class: "proof-panel guidelines-panel", id: "guidelines-panel", "aria-label": t("Guidelines") }, head, this.page);
    byID("inspector").after(panel);
    return panel;
  }

  /** Shows the page of an address; what is shown stays if the server is away.
   *  @param {string} url */
  async show(url) {
    const turn = ++this.asked;
    let text = "";
    try {
      const response = await fetch(`${url}?part`);
      text = response.ok && !response.redirected ? await response.text() : "";
    } catch {
      // said below
    }
    if (turn !== this.asked || !this.open) return;
    if (!text) {
      localStorage.setItem(this.kept, "");
      this.bench.status.say(t("The guidelines cannot be loaded now. Open them again later."), "warn");
      return;
    }
    localStorage.setItem(this.kept, `${this.button?.getAttribute("href")} ${url}`);
    this.page.innerHTML = text;
    this.page.scrollTop = 0;
    this.aim();
    if (this.button && !this.page.querySelector(".unread-mark")) {
      set(this.button, "data-unread", false);
      this.button.textContent = t("Guidelines");
    }
    this.find.again();
  }

  /** Says of the links which of them stay in the panel: those to headings, and to pages of its list. */
  aim() {
    const pages = new Set([...this.page.querySelectorAll(".guideline-list a")].map((a) => a.getAttribute("href")));
    for (const link of this.page.querySelectorAll("a")) {
      const href = link.getAttribute("href") ?? "";
      if (pages.has(href)) set(link, "data-guideline", href);
      else if (!href.startsWith("#")) set(link, "target", "_blank");
    }
  }

  /** Pages and headings are followed here; everything else opens a tab of its own.
   *  @param {MouseEvent} event */
  follow(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    if (!link || link.target === "_blank") return;
    event.preventDefault();
    if (link.dataset.guideline) void this.show(link.pathname);
    else this.page.querySelector(`[id="${CSS.escape(decodeURIComponent(link.hash.slice(1)))}"]`)?.scrollIntoView();
  }
}
