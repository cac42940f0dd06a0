// @ts-check
// Withholding an article from export, with a reason, and lifting that: what the palette, the menu of the
// outline and the inspector do.

import { h } from "../lib/dom.js";
import { Chord } from "../lib/key_choices.js";
import { t } from "../lib/locale.js";
import { reasonChoices, releaseAct, withholdReasons, withReason } from "../markup/withholding.js";
import { moment } from "./problems.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {{reason: string, words?: string, by?: string, at?: string, in: string}} Withheld in is the article of which it was said */

/** Why an article is withheld: itself, or with what it stands under; undefined if it is not.
 *  @param {import("../markup/state.js").State} state @param {string} article @returns {Withheld|undefined} */
export function withheldOf(state, article) {
  for (let id = article, depth = 0; id && depth < 20; id = state.article(id)?.parent ?? "", depth++) {
    const said = state.cells.get(`withheld/${id}`);
    if (said) return { ...said, in: id };
  }
  return undefined;
}

/** @param {Withheld} withheld @returns {string} such as "withheld: rights" */
export const withheldWords = (withheld) => (withheld.reason === "withdrawn" ? t("withdrawn") : t("withheld: %s", withholdReasons[withheld.reason] ?? withheld.reason));

/** Whether this person may withhold an article now.
 *  @param {Workbench} bench @param {string} article @returns {boolean} */
export function mayWithhold(bench, article) {
  if (bench.withholds !== "open") return bench.withholds === "always";
  const state = bench.state.cells.get(`state/article/${article}`) ?? bench.state.cells.get(`state/page/${bench.page}`) ?? bench.state.cells.get("state") ?? "draft";
  return state === "draft" || state === "returned";
}

/** Asks why an article is withheld; of one that is withheld, lifts that.
 *  @param {Workbench} bench @param {string} article */
export function withhold(bench, article) {
  const label = bench.painter.articles.get(article)?.label;
  const now = withheldOf(bench.state, article);
  const over = now && now.in !== article ? (bench.painter.articles.get(now.in)?.label ?? "") : "";
  const refusal = !label ? t("This block belongs to no article.") : !mayWithhold(bench, article) && !bench.suggesting ? t("You cannot withhold this article now.")
    : over && now?.reason === "withdrawn" ? t("It was withdrawn together with %s. Restore that instead.", over) : over ? t("It is withheld together with %s. Release that for export instead.", over) : "";
  if (refusal) {
    bench.status.say(refusal, "warn");
    return;
  }
  if (now) {
    bench.send(releaseAct(article, now.reason));
    return;
  }
  const title = t("Withhold %s from export", label ?? "");
  bench.back(); // the next key goes where the keys of the text go
  bench.asking = new Chord(title, reasonChoices(), (chosen) => {
    bench.asking = null;
    bench.back();
    withReason(bench, title, article, chosen, (act) => bench.send(act));
  });
}

/** What the inspector says of it, with the button that changes it.
 *  @param {Workbench} bench @param {string} article @returns {(Node|null)[]} */
export function withheldFields(bench, article) {
  const now = withheldOf(bench.state, article);
  const may = mayWithhold(bench, article) && (!now || now.in === article);
  const button = may ? h("button", { type: "button", class: "small", id: "withhold", onclick: () => bench.run({ do: "withhold", article }) }, now?.reason === "withdrawn" ? t("Restore the article") : now ? t("Release for export") : t("Withhold from export…")) : null;
  if (!now) return button ? [h("div", { class: "row-buttons" }, button)] : [];
  const signature = [now.by, now.at && moment(now.at)].filter(Boolean).join(" · ");
  return [h("div", { class: "problem withheld", role: "note" }, h("strong", {}, now.reason === "withdrawn" ? t("Withdrawn") : t("Withheld from export: %s", withholdReasons[now.reason] ?? now.reason)), now.words ? h("p", {}, `“${now.words}”`) : null,
    h("p", { class: "links" }, signature ? h("span", { class: "quiet" }, signature) : null, button))];
}
