// @ts-check
// Why an article is withheld from export: the reasons, and how one is chosen.

import { askWords } from "../lib/dialogs.js";
import { t } from "../lib/locale.js";

export const withholdReasons = /** @type {Record<string, string>} */ ({ rights: t("rights"), withdrawn: t("withdrawn"), other: t("another reason") });

/** What one chooses from.
 *  @returns {import("../lib/key_choices.js").Choice[]} */
export const reasonChoices = () => [...["rights", "withdrawn"].map((reason, i) => ({ key: String(i + 1), words: withholdReasons[reason], command: { do: "", reason } })),
  { key: "0", words: t("Another reason…"), command: { do: "words" } }];

/** Makes an act of what was chosen; another reason is asked for in words.
 *  @param {import("../lib/dialogs.js").Host} host @param {string} title @param {string} article @param {import("../lib/key_grammar.js").Command|undefined} chosen @param {(act: any) => void} send */
export function withReason(host, title, article, chosen, send) {
  if (chosen?.reason === "withdrawn") askWords(host, title, t("Why is it withdrawn?"), t("Withdraw##article"), (reason) => send({ kind: "state", state: "withdrawn", article, reason }));
  else if (chosen?.do === "words") askWords(host, title, t("Why is it withheld?"), t("Withhold"), (words) => send({ kind: "withhold", article, reason: "other", words }));
  else if (chosen) send({ kind: "withhold", article, reason: chosen.reason });
}

/** The act that ends it, by the reason for which the article is withheld.
 *  @param {string} article @param {string} reason @returns {any} */
export const releaseAct = (article, reason) => (reason === "withdrawn" ? { kind: "state", state: "restored", article } : { kind: "lift", article });
