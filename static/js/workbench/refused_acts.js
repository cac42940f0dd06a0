// @ts-check
// The tray: acts that the server refused after their editor had gone on. Each says why, and stays
// until it is tried again or dropped.

import { address } from "../lib/address.js";
import { h } from "../lib/dom.js";
import { newID } from "../lib/ids.js";
import { t } from "../lib/locale.js";
import { capital, doneWords, roleWord } from "../markup/words.js";
import { kept, settle } from "../net/outbox.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("../net/outbox.js").Kept} Kept */

/** Shows what is in the tray.
 *  @param {Workbench} bench */
export async function showTray(bench) {
  const refused = (await kept(bench.post.user)).filter((k) => k.refused);
  const list = h("ul", { class: "tray-list" }, ...refused.map((act) => rowOf(bench, act, () => dialog)));
  const close = h("button", { type: "button", onclick: () => dialog.close() }, t("Close"));
  const dialog = /** @type {HTMLDialogElement} */ (h("dialog", { "aria-label": t("Refused acts") }, h("div", { class: "dialog-head" }, h("h2", {}, t("Refused acts"))),
    h("p", { class: "quiet" }, t("The server could not apply these acts. Everything else is saved.")), list, h("div", { class: "dialog-foot" }, close)));
  dialog.addEventListener("close", () => {
    dialog.remove();
    bench.status.tray();
    bench.back();
  });
  document.body.append(dialog);
  dialog.showModal();
}

/** @param {Workbench} bench @param {Kept} act @param {() => HTMLDialogElement} dialog @returns {HTMLElement} */
function rowOf(bench, act, dialog) {
  const gone = () => {
    row.remove();
    if (!dialog().querySelector("li")) dialog().close();
  };
  const again = async () => {
    await settle([act.seq]);
    gone();
    bench.run({ do: "send", act: { ...act.act, ...(act.act.new ? { new: newID() } : {}) } });
  };
  const at = act.act.block ?? act.act.blocks?.[0] ?? (act.act.start !== undefined ? act.act : undefined);
  const here = act.set === bench.set;
  const row = h("li", {}, h("p", {}, h("strong", {}, wordsOf(act)), h("span", { class: "quiet" }, ` ${new Date(act.at).toLocaleString()}`)), h("p", {}, act.refused),
    h("p", { class: "links" },
      at && here ? h("button", { type: "button", onclick: () => (dialog().close(), bench.goTo(at.page, at.start)) }, t("Go to")) : null,
      here ? h("button", { type: "button", onclick: again }, t("Try again")) : h("a", { href: address("setPage", act.set, at?.page ?? 1) }, t("Open its issue")),
      h("button", { type: "button", onclick: async () => (await settle([act.seq]), gone()) }, t("Discard"))));
  return row;
}

/** What an act wanted.
 *  @param {Kept} kept @returns {string} */
function wordsOf({ act }) {
  return capital(act.role ? roleWord(act.role) : doneWords(act.kind, false) || act.kind);
}
