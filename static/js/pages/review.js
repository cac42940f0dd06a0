// @ts-check
// The desk at which a set is reviewed: it listens to keys and buttons, sends one thing at a time, and draws again only
// what differs. Without this script the links and the forms of the decision work as links and forms do.

import { change, leaveSelection, sendAct, takeBack, takeBackCard, undo } from "../desk/changing.js";
import { decide, listenToMoves } from "../desk/deciding.js";
import { ears } from "../desk/hearing.js";
import { ask, blockChoices, listenToKeys } from "../desk/keys.js";
import { desk, extent, focus, here, lines, moveFocus, redraw, unreadCards } from "../desk/page.js";
import { check, checkPoint } from "../desk/points.js";
import { agreeTo, countUnread, nextUnread, readCard, readOn, unreadBelow } from "../desk/reading.js";
import { caret, extendTo, listenToSelecting } from "../desk/selecting.js";
import { Readings } from "../desk/sending.js";
import { answer, comment, leave, listenToDrafts, settle, take } from "../desk/words.js";
import { address } from "../lib/address.js";
import { byID, data } from "../lib/dom.js";
import { learnKeys } from "../lib/keymap.js";
import { t, n } from "../lib/locale.js";
import { shown } from "../lib/page_lifetime.js";
import { learn } from "../markup/words.js";
import { listen } from "../net/event_stream.js";

/** @typedef {import("../lib/key_grammar.js").Command} Command */

/** @type {Readings} */
let readings;

/** Starts the page. */
export function start() {
  learn(data("vocabulary"));
  learnKeys(data("keys"));
  readings = new Readings(address("reviewSeen", set()), (waiting) => {
    if (waiting > 0) say(t("Not sent yet: what you read is sent when the connection is back."));
    else void redraw();
  });
  listenToSelecting(byID("sheet"));
  listenToKeys(run);
  listenToClicks();
  listenToDrafts();
  listenToMoves(say, go);
  listenToNews();
  addEventListener("popstate", () => void leave().then(() => redraw()).then(arrive), { signal: shown() });
  arrive();
  document.documentElement.dataset.ready = "true";
}

const set = () => Number(desk().dataset.set);
const version = () => Number(desk().dataset.version);

/** Says something in the status line.
 *  @param {string} words */
function say(words) {
  byID("said").textContent = words;
}

/** When the part that is shown was drawn first, so that no key that was meant for another decides of it. */
let came = 0;

/** Puts the focus where the address says, or on the first place that was not read. */
function arrive() {
  came = performance.now();
  const named = /** @type {HTMLElement|null} */ (location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null);
  focus(named?.matches(".line") ? named : nextUnread(null) ?? lines()[0]);
  document.querySelector('.queue-row[aria-current="true"]')?.scrollIntoView({ block: "nearest" });
}

/** Shows another part; Back returns.
 *  @param {string} url */
async function go(url) {
  await leave();
  history.pushState(null, "", url);
  if (await redraw(url)) {
    byID("desk-scroll").scrollTop = 0;
    say("");
    arrive();
  } else {
    location.assign(url); // the browser says what is wrong
  }
}

/** Draws more lines of a long part, and goes to the first that was not read. */
async function more() {
  const link = /** @type {HTMLAnchorElement|null} */ (document.getElementById("more-lines"));
  if (!link || unreadBelow() === 0) return;
  history.replaceState(null, "", link.pathname + link.search);
  if (await redraw()) focus(nextUnread(here()) ?? here());
}

/** The address of a part.
 *  @param {string} key */
function partURL(key) {
  const url = new URL(location.href);
  url.searchParams.set("part", key);
  url.searchParams.delete("lines");
  url.searchParams.delete("just");
  url.hash = "";
  return url.pathname + url.search;
}

/** Keeps what was read.
 *  @param {import("../desk/reading.js").Read} read */
function keep(read) {
  const left = countUnread();
  byID("unread-count").textContent = left === 0 ? t("All of it is read") : n(left, "%d place not read", "%d places not read");
  if (read.text.length + read.cells.length > 0) void readings.add({ version: version(), ...read });
}

const calm = 500; // milliseconds after a part appears within which nothing is decided of it

/** @type {Record<string, (command: Command) => void>} */
const acts = {
  "desk-read": () => {
    const { read, say: words } = readOn();
    keep(read);
    say(words);
    if (!nextUnread(null)) void more();
  },
  "desk-next": () => {
    const next = nextUnread(here());
    if (next) focus(next);
    else if (unreadBelow() > 0) void more();
    else if (countUnread() > 0) byID("head-cards").scrollIntoView({ block: "center" });
    else if (performance.now() - came > calm) void decide("pass", { say, go, next: waitingURL() });
  },
  "desk-pass": () => {
    if (performance.now() - came > calm) void decide("pass", { say, go, next: waitingURL(), unread: countUnread() });
  },
  "desk-return": () => {
    if (performance.now() - came > calm) void decide("return", { say, go, next: waitingURL() });
  },
  change: () => ask(t("Change the block"), blockChoices(), (command) => command && run(command)),
  "desk-take-back": () => takeBack(say),
  "desk-move": (command) => moveFocus(command.by),
  "desk-edge": (command) => focus(command.by < 0 ? lines()[0] : lines().at(-1)),
  move: (command) => moveFocus(command.by, (line) => extendTo(line, command.extend)),
  edge: (command) => extendTo(command.by < 0 ? lines()[0] : lines().at(-1), command.extend),
  "desk-check": (command) => checkPoint(command.n, say),
  "desk-unread": (command) => focus(nextUnread(here(), command.by) ?? here()),
  "desk-again": () => readAgain(here()),
  "desk-point": (command) => point(command.by),
  "desk-part": (command) => {
    const key = command.by < 0 ? desk().dataset.before : desk().dataset.next;
    if (key) void go(partURL(key));
    else say(command.by < 0 ? t("This is the first part.") : t("This is the last part."));
  },
  query: (command) => {
    const line = here() ?? lines()[0];
    if (!line) return;
    if (!desk().hasAttribute("data-may-speak")) say(t("Readers can see comments but not write them."));
    else comment(line, { article: command.on === "article", selection: command.on ? null : caret.selection });
  },
  take: () => {
    const button = /** @type {HTMLElement|null} */ (here()?.querySelector('[data-do="take"]') ?? document.querySelector('#head-cards [data-do="take"]'));
    if (button) button.click();
    else say(t("Nobody suggests anything here."));
  },
  undo: () => void undo(say, (key) => go(partURL(key))),
  redo: () => void sendAct({ kind: "redo" }, say),
  help: () => /** @type {HTMLDialogElement} */ (byID("desk-keys")).showModal(),
  out: () => {
    if (document.activeElement?.closest("#points")) here()?.focus({ preventScroll: true });
    else if (!leaveSelection()) byID("desk-scroll").focus({ preventScroll: true });
  },
};

/** @param {Command} command */
function run(command) {
  say("");
  const act = acts[command.do];
  if (act) act(command);
  else change(command, say);
}

/** Makes a line unread again.
 *  @param {HTMLElement|null} line */
function readAgain(line) {
  if (line) void readings.add({ version: version(), forget: [extent(line)] });
}

/** Reads a line, or makes it unread again.
 *  @param {HTMLElement} line */
function keepLine(line) {
  if (line.hasAttribute("data-unread")) keep(agreeTo(line));
  else readAgain(line);
}

/** Goes to the next comment.
 *  @param {number} by */
function point(by) {
  const all = lines();
  const line = here();
  const at = line ? all.indexOf(line) : -1;
  const order = by > 0 ? [...all.slice(at + 1), ...all.slice(0, at + 1)] : [...all.slice(0, Math.max(0, at)).reverse(), ...all.slice(Math.max(0, at)).reverse()];
  const next = order.find((l) => l.querySelector('.thread:not([data-resolved])'));
  if (next) focus(next);
  else say(t("There is no open comment in this part."));
}

/** The address of the next part that waits, "" for none. The part of which is decided now keeps its place in the queue
 *  until one moves on from there. */
function waitingURL() {
  const { waiting, part } = desk().dataset;
  return waiting ? `${partURL(waiting)}&just=${encodeURIComponent(part ?? "")}` : "";
}

/** What the mouse does: every button says in data-do what it is for. */
function listenToClicks() {
  document.addEventListener("mousedown", (event) => {
    if (event.target instanceof Element && event.target.closest('[data-do="run"]')) event.preventDefault(); // the line keeps the focus
  }, { signal: shown() });
  document.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest("a.queue-row, #part-before, #part-next, #since-menu a");
    if (link instanceof HTMLAnchorElement && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0) {
      event.preventDefault();
      link.closest("details")?.removeAttribute("open");
      void go(link.pathname + link.search);
      return;
    }
    const button = target?.closest("[data-do]");
    if (button instanceof HTMLElement) press(button);
    else if (!target?.closest("a, button, textarea, summary, input")) focus(/** @type {HTMLElement|null} */ (target?.closest("#sheet .line")) ?? here(), { still: true });
  }, { signal: shown() });
}

/** @param {HTMLElement} button */
function press(button) {
  const card = /** @type {HTMLElement|null} */ (button.closest(".margin-card"));
  const line = /** @type {HTMLElement|null} */ (button.closest(".line"));
  const thread = /** @type {HTMLElement|null} */ (button.closest("[data-thread]"));
  say("");
  if (line && line !== here()) focus(line, { still: true });
  switch (button.dataset.do) {
    case "agree":
      if (line && card && unreadCards(line).length <= 1) keep(agreeTo(line));
      else if (card) {
        const read = { text: [], cells: [] };
        readCard(card, read);
        keep(read);
      }
      break;
    case "take-back":
    case "suggest-back":
      if (card) takeBackCard(card, say);
      break;
    case "check":
      void check(button, say);
      break;
    case "read-line":
      if (line) keepLine(line);
      break;
    case "run":
      run({ do: button.dataset.command ?? "", by: 1 });
      break;
    case "answer":
      if (thread) answer(thread);
      break;
    case "settle":
      if (thread) void settle(thread, say);
      break;
    case "take":
      void take(/** @type {HTMLElement} */ (button.closest(".spoken")), say);
  }
}

/** Hears what others do to the set. */
function listenToNews() {
  const hands = { ...ears(), hello: async () => {}, read: () => {}, presence: () => {}, lost: () => {}, again: async () => void redraw(),
    signedOut: () => say(t("You are signed out. Sign in again in another window to go on.")) };
  listen(set(), version, /** @type {any} */ (hands));
}
