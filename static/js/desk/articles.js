// @ts-check
// The articles of the set, for the list behind A. They are asked for when they are needed first: the page of a part does
// not know the others.

import { address } from "../lib/address.js";
import { Finder } from "../lib/finder.js";
import { t } from "../lib/locale.js";
import { during } from "../lib/rest.js";
import { articleItems, sureArticle } from "../markup/choices.js";
import { articleWord } from "../markup/words.js";
import { desk, here } from "./page.js";

/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {import("../markup/choices.js").Named} Named */

/** @type {Map<string, Named>} as they were when they were asked for last */
let known = new Map();

/** What an article is called: the one that is shown, or one of the list.
 *  @param {string} id @returns {string} */
export function articleWords(id) {
  const label = known.get(id)?.label ?? (id === desk().dataset.part ? desk().dataset.label : "");
  return label ? articleWord(label) : t("an article that no longer exists");
}

/** Asks to which article the focused block goes.
 *  @param {(command: Command) => void} run @param {(words: string) => void} say */
export async function askArticle(run, say) {
  const response = await during(() => fetch(address("reviewArticles", Number(desk().dataset.set)), { headers: { Accept: "application/json" } }).catch(() => null));
  /** @type {Named[]|undefined} */
  const articles = response?.ok ? await response.json() : undefined;
  if (!articles) {
    say(t("There is no connection. Try again in a moment."));
    return;
  }
  known = new Map(articles.map((article) => [article.id, article]));
  new Finder({ title: t("Give to article"), placeholder: t("Number, or a part of the headline"), items: (query) => articleItems(articles, query), sure: (query) => sureArticle(articles, query), done: (command) => {
    here()?.focus({ preventScroll: true });
    if (command) run(command);
  } });
}
