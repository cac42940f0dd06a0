// @ts-check
// Claiming, releasing and giving a page or an article from the workbench.

import { address } from "../lib/address.js";
import { Finder } from "../lib/finder.js";
import { t } from "../lib/locale.js";

/** @typedef {import("./workbench.js").Workbench} Workbench */
/** @typedef {import("./assignments.js").Thing} Thing */

/** What a command is about: the focused block's article, or the page.
 *  @param {Workbench} bench @param {import("../lib/key_grammar.js").Command} command @returns {Thing|undefined} */
function thingOf(bench, command) {
  if (command.on === "page") return { page: bench.page };
  const article = command.article ?? bench.focus.block?.article;
  if (article) return { article };
  bench.status.say(t("This block belongs to no article."), "warn");
  return undefined;
}

/** @param {Thing} thing */
const nameOf = ({ page, article }) => (article ? `article:${article}` : page ? `page:${page}` : "all");

/** The task that somebody claims: whoever marks marks, others review.
 *  @param {Workbench} bench */
const taskOf = (bench) => (bench.assignments.news.mayMark ? "mark" : "review");

/** Does a command of work: claim, release, give, or give to somebody.
 *  @param {Workbench} bench @param {import("../lib/key_grammar.js").Command} command @returns {Promise<void>|void} */
export function work(bench, command) {
  if (command.act === "list") return void location.assign(bench.assignments.url);
  const thing = thingOf(bench, command);
  if (!thing) return undefined;
  switch (command.act) {
    case "claim":
      return post(bench, address("claim", bench.set), { what: nameOf(thing), task: taskOf(bench) }, t("Claimed."));
    case "release":
      return release(bench, thing);
    case "give":
      return give(bench, thing);
    default:
      return giveTo(bench, thing, command.to, command.name);
  }
}

/** @param {Workbench} bench @param {Thing} thing */
function held(bench, thing) {
  const { assignments, user } = bench;
  const both = [assignments.of(thing, "mark"), assignments.of(thing, "review")].filter((g) => g !== undefined);
  return both.find((g) => g.user === user) ?? (assignments.news.mayGive ? both[0] : undefined);
}

/** @param {Workbench} bench @param {Thing} thing */
function release(bench, thing) {
  const given = held(bench, thing);
  if (given) return post(bench, address("release", bench.set, given.id), {}, given.user === bench.user ? t("Released.") : t("Taken back from %s.", given.name));
  bench.status.say(t("It is not yours, so you cannot release it."), "warn");
  return undefined;
}

/** Asks to whom something is given: by whoever gives work, or by whoever has it.
 *  @param {Workbench} bench @param {Thing} thing */
async function give(bench, thing) {
  const given = held(bench, thing);
  if (!given && !bench.assignments.news.mayGive) {
    bench.status.say(t("Claim it first, then you can hand it over."), "warn");
    return;
  }
  const news = await bench.assignments.load();
  if (!news) {
    bench.status.say(t("The server cannot be reached."), "warn");
    return;
  }
  const able = (news.people ?? []).filter((p) => (given?.task === "review" ? p.look : p.mark) && p.id !== given?.user);
  const on = thing.article ? "article" : "page";
  bench.asking = new Finder({
    title: t("Give to"), placeholder: t("Name of a colleague"),
    items: (query) => able.filter((p) => p.name.toLowerCase().includes(query.toLowerCase())).map((p) => ({ words: p.name, command: { do: "work", act: "to", on, article: thing.article, to: p.id, name: p.name } })),
    done: (command) => {
      bench.asking = null;
      bench.back();
      if (command) bench.run(command);
    },
  });
}

/** @param {Workbench} bench @param {Thing} thing @param {number} to @param {string} name */
function giveTo(bench, thing, to, name) {
  const given = held(bench, thing);
  if (given) return post(bench, address("handOver", bench.set, given.id), { to: String(to) }, t("Handed over to %s.", name));
  return post(bench, bench.assignments.url, { what: nameOf(thing), task: "mark", to: String(to) }, t("Given to %s.", name));
}

/** Sends what somebody gives in another way.
 *  @param {Workbench} bench @param {string} url @param {Record<string, string>} form @param {string} done what is said then */
async function post(bench, url, form, done) {
  try {
    const response = await fetch(url, { method: "POST", headers: { Accept: "application/json" }, body: new URLSearchParams(form) });
    const answer = await response.json();
    if (response.ok) bench.assignments.take(answer);
    bench.status.say(response.ok ? done : answer.error.message, response.ok ? undefined : "warn");
  } catch {
    bench.status.say(t("The server cannot be reached."), "warn");
  }
}

/** What can be done about whose an article is, for its menu.
 *  @param {Workbench} bench @param {string} article @returns {[string, import("../lib/key_grammar.js").Command][]} */
export function workItems(bench, article) {
  const { assignments, user } = bench;
  const given = assignments.of({ article });
  const mine = given?.user === user;
  const { mayGive, mayMark } = assignments.news;
  return [
    ...(!given && mayMark ? [item(t("Claim it"), "claim", article)] : []),
    ...(mine ? [item(t("Release it"), "release", article)] : given && mayGive ? [item(t("Take it back from %s", given.name), "release", article)] : []),
    ...(mayGive || mine ? [item(mine || given ? t("Hand it over…") : t("Give it to a colleague…"), "give", article)] : []),
  ];
}

/** @param {string} words @param {string} act @param {string} article @returns {[string, import("../lib/key_grammar.js").Command]} */
const item = (words, act, article) => [words, { do: "work", act, on: "article", article }];
