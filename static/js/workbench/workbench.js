// @ts-check
// The workbench as a whole: what its parts share, how a command becomes an act and an answer becomes
// a change on the screen.

import { address } from "../lib/address.js";
import { Caret } from "../galley/caret.js";
import { Focus } from "../galley/focus.js";
import { Handles } from "../galley/handles.js";
import { Painter } from "../galley/paint.js";
import { Strip } from "../galley/strip.js";
import { byID, set } from "../lib/dom.js";
import { newID } from "../lib/ids.js";
import { grammar } from "../lib/key_grammar.js";
import { t } from "../lib/locale.js";
import { shown } from "../lib/page_lifetime.js";
import { during } from "../lib/rest.js";
import { actFor, repeatable } from "../markup/acts.js";
import { textOf } from "../markup/articles.js";
import { nothing } from "../markup/blocks.js";
import { rolesOf } from "../markup/own_roles.js";
import { keptWords } from "../markup/undo_kept.js";
import { blockLabel, doneWords } from "../markup/words.js";
import { keepKey, takeKeys, turnTo } from "../net/page_turn.js";
import { Queue } from "../net/queue.js";
import { post } from "../net/tab_post.js";
import { Outline } from "../outline/tree.js";
import { Queries } from "../queries/set_queries.js";
import { Sending } from "./act_sending.js";
import { Assignments } from "./assignments.js";
import { Colleagues } from "./colleagues.js";
import { commands } from "./commands.js";
import { GuidelinesPanel } from "./guidelines_panel.js";
import { Inspector } from "./inspector.js";
import { Points } from "./open_counts.js";
import { Palette } from "./palette.js";
import { ProofPanel } from "./proof_panel.js";
import { Status } from "./status.js";

/** @typedef {import("../lib/key_grammar.js").Command} Command */
/** @typedef {{state: import("../markup/state.js").State, main: HTMLElement, vocabulary: import("../lib/key_grammar.js").Vocabulary,
 *   elsewhere: import("../markup/articles.js").Elsewhere, ends: any[], work: import("./assignments.js").News, restart: () => void}} Start restart starts what another page brought */

export class Workbench {
  /** @param {Start} start */
  constructor({ state, main, vocabulary, elsewhere, ends, work, restart }) {
    this.restart = restart;
    this.set = Number(main.dataset.set);
    this.page = state.page;
    this.user = Number(main.dataset.user);
    this.language = main.dataset.language ?? "";
    this.marks = main.dataset.mayMark === "true"; // whether this person may mark the set now
    this.withholds = main.dataset.mayWithhold ?? ""; // "always", "open" for what is not submitted or accepted, "" for never
    this.moves = [...document.querySelectorAll("[data-command=state]")].map((b) => /** @type {HTMLElement} */ (b).dataset.to ?? "");
    this.vocabulary = vocabulary;
    this.ends = ends;
    this.state = state;
    this.galley = byID("galley");
    this.command = grammar(vocabulary);
    /** @type {import("../lib/key_choices.js").Chord|import("../lib/finder.js").Finder|null} what takes the next key */
    this.asking = null;
    /** @type {import("../queries/suggesting.js").Suggesting|null} what takes the next act, instead of doing it */
    this.suggesting = null;
    /** @type {Command|null} */
    this.last = null;
    this.leaving = false;
    this.gone = shown();
    this.unseen = nothing(); // what was shown and is not told to all parts yet
    this.painter = new Painter(byID("sheet"), state, elsewhere, new Set(vocabulary.types.filter((t) => t.group).map((t) => t.id)), (page) => this.pageURL(page));
    this.queue = new Queue();
    this.post = post(this.user);
    this.status = new Status(this);
    this.roles = rolesOf(vocabulary.roles);
    this.sending = new Sending(this);
    this.focus = new Focus(this.galley, this.painter, () => this.moved());
    this.caret = new Caret(this.focus, this.language, () => this.draw());
    this.queries = new Queries(this);
    this.inspector = new Inspector(this);
    this.palette = new Palette(this);
    this.strip = new Strip(this);
    this.points = new Points(this);
    this.outline = new Outline(this);
    this.painter.onrows.add(() => this.focus.show());
    this.colleagues = new Colleagues(this, main.dataset.live === "true");
    this.assignments = new Assignments(this, work);
    this.handles = new Handles(this);
    this.guidelines = new GuidelinesPanel(this);
    this.proof = new ProofPanel(this);
    this.was = -1;
    /** @type {Set<string>} steps that we sent ourselves */
    this.own = new Set();
  }

  /** Whether acts are taken: to be done, or to be suggested. */
  get mayMark() {
    return this.marks || this.suggesting !== null;
  }

  /** @param {number} page */
  pageURL(page) {
    return address("setPage", this.set, page);
  }

  /** @param {import("../markup/state.js").Block} block */
  textOf(block) {
    return textOf(this.state, block);
  }

  tabs() {
    return this.points.tabs();
  }

  doubtful() {
    return this.points.doubtful();
  }

  /** Does a command, now or when the acts before it are answered.
   *  @param {Command} command */
  run(command) {
    this.queue.push(() => this.perform(command));
  }

  /** Takes a key by its token.
   *  @param {string} token */
  key(token) {
    this.queue.push(() => {
      if (this.asking) {
        this.asking.feed(token);
        return undefined;
      }
      const command = this.command(token, this.caret.mode);
      return command && this.perform(command);
    }, token);
  }

  /** @param {Command} command @returns {void|Promise<void>} */
  perform(command) {
    this.status.hush();
    const own = commands[command.do];
    if (own) return own(this, command);
    const back = this.withholds === "always" && (command.do === "undo" || command.do === "redo"); // of what was withheld
    if (!this.mayMark && command.do !== "state" && !back) {
      this.status.say(t("You can read this set, but not mark it now."), "warn");
      return undefined;
    }
    const answer = actFor(command, this.context());
    if (!answer) return undefined;
    if ("say" in answer) {
      this.status.say(answer.say, "warn");
      return undefined;
    }
    if (repeatable.has(command.do)) this.last = command;
    return this.send(answer.act);
  }

  /** @returns {import("../markup/acts.js").Context} */
  context() {
    const { at, selection, mark } = this.caret;
    return { state: this.state, articles: this.painter.articles, focus: this.focus.block, range: this.focus.range, text: this.caret.text, caret: at, selection, mark, newID };
  }

  /** @param {any} act */
  send(act) {
    return this.suggesting ? this.suggesting.take(act) : this.sending.send(act);
  }

  /** @param {import("../net/act_post.js").Answer} answer @param {any} act @param {string} id of its step */
  done(answer, act, id) {
    this.take(answer, id);
    this.status.saved();
    if (answer.focus) this.goTo(answer.focus.page, answer.focus.start);
    if (["span", "correct"].includes(act.kind)) this.caret.put(this.caret.selection?.end ?? act.end, { resting: true });
    if (act.kind === "state") this.leave("");
    const block = this.focus.block;
    if (!block) return;
    const words = doneWords(answer.kind ?? act.kind, answer.inferred ?? false);
    this.status.announce(`${words ? `${words}. ` : ""}${blockLabel(block, this.painter.articles.get(block.article)?.label ?? "")}`);
    if (answer.kept?.length) this.status.say(keptWords(this, answer), "warn");
  }

  /** Takes in a colleague's step; our own come as answers.
   *  @param {import("../net/event_stream.js").Event} event */
  hear(event) {
    if (event.steps?.every((id) => this.own.has(id))) return;
    this.take(event);
    this.status.saved();
    if (event.cells && "state" in event.cells) this.status.say(t("A colleague changed the state of this set. Reload the page to go on."), "warn");
  }

  /** Folds news and repaints what they touch.
   *  @param {import("../markup/state.js").News} news @param {string} [act] whose answer they are */
  take(news, act) {
    this.show(() => (act ? this.state.answer(act, news) : this.state.fold(news)));
    this.outline.hear(news);
  }

  /** Changes the state and repaints the rows in view that it touched, and nothing beside them; the rest
   *  comes with the next show.
   *  @param {() => import("../markup/state.js").Touched} change @param {boolean} [all] the rows out of view too */
  preview(change, all = false) {
    if (this.gone.aborted) return; // news that came too late for a page that is not shown any more
    this.focus.hold(() => {
      const { texts, blocks } = change();
      for (const text of texts) this.unseen.texts.add(text);
      for (const block of blocks) this.unseen.blocks.add(block);
      this.painter.paint({ texts, blocks }, !all);
      this.focus.show();
    });
  }

  /** Changes the state and repaints what it touched.
   *  @param {() => import("../markup/state.js").Touched} change */
  show(change) {
    if (this.gone.aborted) return;
    this.preview(change, true);
    const touched = this.unseen;
    this.unseen = nothing();
    this.caret.draw();
    this.points.count();
    this.strip.draw();
    this.outline.refresh();
    this.proof.refresh();
    this.colleagues.changed(touched);
  }

  /** Called when the focus moved: a caret stays in its block. */
  moved() {
    const block = this.focus.block;
    if (this.focus.start === this.was) this.draw();
    else {
      this.was = this.focus.start;
      if (block) history.replaceState(null, "", `#b-${block.page}-${block.start}`);
      this.caret.leave(); // which draws
      this.colleagues?.tell();
    }
  }

  draw() {
    for (const part of [this.inspector, this.palette, this.outline, this.handles, this.proof]) part?.draw();
    this.assignments?.drawLine();
    this.status?.hints(this.caret?.mode ?? "block");
    set(this.galley, "data-mode", this.caret?.mode);
  }

  /** Closes what stands in the place of the inspector.
   *  @returns {boolean} whether something did */
  beside() {
    return this.proof.close() || this.guidelines.close();
  }

  /** Goes to a block of this page or of another.
   *  @param {number} page @param {number} start */
  goTo(page, start) {
    if (page !== this.page) {
      this.leave(`${this.pageURL(page)}#b-${page}-${start}`);
      return;
    }
    const block = this.state.blockAt(start);
    if (block) this.focus.to(block.start);
  }

  /** Turns to another page, or reads this one again; keys that wait are taken along.
   *  @param {string} url "" for this page @param {boolean} [back] the browser shows the address already */
  async leave(url, back = url === "") {
    if (this.leaving) return;
    this.leaving = true;
    delete document.documentElement.dataset.ready;
    for (const key of this.queue.keys()) keepKey(key);
    this.queue.clear();
    if (await during(() => turnTo(url || location.href, this.restart, back))) return;
    this.leaving = false;
    document.documentElement.dataset.ready = "true";
    takeKeys();
    this.status.say(t("The page cannot be opened now: the server cannot be reached. You can continue on this page."), "warn");
  }

  /** Gives the browser's focus back to the text. */
  back() {
    this.focus.row?.focus({ preventScroll: true });
  }

  /** Gives the focus back after an answer, unless the hand has gone elsewhere while it was awaited.
   *  @param {Element|null} from where the focus was when it was asked */
  backFrom(from) {
    if ([from, document.body, null].includes(document.activeElement)) this.back();
  }

  /** Reads all cells of the page again. */
  async again() {
    try {
      const response = await fetch(`${this.pageURL(this.page)}/cells`);
      if (!response.ok) return;
      const news = await response.json();
      this.show(() => this.state.replace(news));
      this.outline.hear(news);
    } catch {
      // The server is away; the stream is opened again, and says once more that we are behind.
    }
  }
}
