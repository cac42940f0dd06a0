// @ts-check
// From a key to what the desk does: the grammar of keys in the mode of the desk, and the letters behind E and T.

import { data, h, isField } from "../lib/dom.js";
import { chord, grammar, token } from "../lib/key_grammar.js";
import { t } from "../lib/locale.js";
import { shown } from "../lib/page_lifetime.js";

/** @typedef {import("../lib/key_grammar.js").Command} Command */

// What a key that is held does again and again. Nothing else does: a held key never acts.
const repeats = new Set(["desk-move"]);

/** Listens to the keys of the desk.
 *  @param {(command: Command) => void} run */
export function listenToKeys(run) {
  const vocabulary = data("vocabulary");
  const command = grammar(vocabulary);
  /** @type {{name: string, start?: boolean}|null} */
  let begun = null;
  const close = () => {
    begun = null;
    document.querySelector(".desk-chord")?.remove();
  };
  document.addEventListener("keydown", (event) => {
    if (isField(event.target) || document.querySelector("dialog[open]")) return;
    const name = token(event);
    if (!name) return;
    if (begun) {
      event.preventDefault();
      const found = chord(begun.name, vocabulary).find((entry) => entry.key === name.replace(/^S-/, ""));
      const start = begun.start;
      close();
      if (found && !event.repeat) run({ ...found.command, ...(start ? { start } : {}) });
      return;
    }
    const meant = command(name, "desk");
    const button = event.target instanceof Element && event.target.closest("button, a, summary, input") !== null;
    if (!meant || (button && (name === "Enter" || name === "Space"))) return;
    event.preventDefault();
    if (event.repeat && !repeats.has(meant.do)) return;
    if (meant.do === "chord") {
      begun = { name: meant.name, start: meant.start };
      document.getElementById("status")?.before(chordList(meant.name, vocabulary));
      return;
    }
    run(meant);
  }, { signal: shown() });
}

/** The letters that may follow.
 *  @param {string} name @param {import("../lib/key_grammar.js").Vocabulary} vocabulary */
function chordList(name, vocabulary) {
  const entries = chord(name, vocabulary).filter((entry) => entry.command.do === "role" || entry.command.do === "type" || entry.command.do === "headless");
  return h("div", { class: "desk-chord", role: "status", "aria-label": t("Press a letter") },
    ...entries.map((entry) => h("span", {}, h("kbd", {}, entry.key.toUpperCase()), " ", entry.words)));
}
