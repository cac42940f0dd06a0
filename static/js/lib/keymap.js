// @ts-check
// The keys that somebody chose, laid over the default grammar. The server says which default keys
// moved where; package keys has the table and the rules.

/** @typedef {{modes: string[], from: string[], to: string[]}} Move in these modes the keys in to do what those in from do by default */

/** @type {Move[]} */
let own = [];

/** Tells this file the keys of the person at the keyboard; once, at the start.
 *  @param {Move[]} moves */
export function learnKeys(moves) {
  own = moves;
}

/** The tables of a grammar, by mode, with the keys where they are now. The given ones are left alone.
 *  @template T @param {Record<string, Record<string, T>>} tables @param {Move[]} [moves] @returns {Record<string, Record<string, T>>} */
export function moved(tables, moves = own) {
  /** @type {Record<string, Record<string, T>>} */
  const result = {};
  for (const [mode, table] of Object.entries(tables)) {
    const here = moves.filter((m) => m.modes.includes(mode));
    const next = { ...table };
    for (const { from } of here) for (const key of from) delete next[key];
    for (const { from, to } of here) for (const key of to) if (from[0] !== undefined && table[from[0]]) next[key] = table[from[0]];
    result[mode] = next;
  }
  return result;
}

/** The key that does now what a default key does; "" if none does.
 *  @param {string} token @param {string} [mode] @param {Move[]} [moves] @returns {string} */
export function keyNow(token, mode = "block", moves = own) {
  const move = moves.find((m) => m.modes.includes(mode) && m.from.includes(token));
  return move ? (move.to[move.from.indexOf(token)] ?? (move.from[0] === token ? "" : keyNow(move.from[0], mode, moves))) : token;
}

const shown = /** @type {Record<string, string>} */ ({ Up: "↑", Down: "↓", Left: "←", Right: "→", Escape: "Esc", Delete: "Del" });

/** A key as people read it: Ctrl+Shift+Z. Package keys writes the same.
 *  @param {string} token @returns {string} */
export function keyWords(token) {
  const match = token.match(/^(C-)?(A-)?(S-)?(.+)$/);
  if (!match) return "";
  const [, control, alt, shift, base] = match;
  return `${control ? "Ctrl+" : ""}${alt ? "Alt+" : ""}${shift ? "Shift+" : ""}${shown[base] ?? (base.length === 1 ? base.toUpperCase() : base)}`;
}

/** What to print for a default key: the key of one's own.
 *  @param {string} token @param {string} [mode] @returns {string} */
export const key = (token, mode = "block") => keyWords(keyNow(token, mode));

const held = /** @type {Record<string, string>} */ ({ Ctrl: "C-", Alt: "A-", Shift: "S-" });
const printedNames = /** @type {Record<string, string>} */ ({ "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "⌫": "Backspace", Del: "Delete", Esc: "Escape" });

/** The keys of a hint as they are now: "Ctrl K" or "K H D S" with those that moved in their places.
 *  Words that are not keys stay, and so does the second key of a list, such as the 0 of "T 0".
 *  @param {string} hint @param {string} [mode] @param {Move[]} [moves] @returns {string} */
export function printed(hint, mode = "block", moves = own) {
  if (moves.length === 0) return hint;
  const parts = hint.replace(/⇧(?=.)/gu, "Shift ").split(" ");
  /** @type {string[]} */
  const out = [];
  let prefix = "";
  let loose = 0; // names of modifiers that stand before the next key
  parts.forEach((part, i) => {
    const inList = i === 1 && (parts[0] === "T" || parts[0] === "E");
    const base = printedNames[part] ?? (part.length === 1 ? part.toLowerCase() : part);
    if (held[part]) {
      prefix += held[part];
      loose++;
      out.push(part);
      return;
    }
    const now = keyNow(prefix + base, mode, moves);
    if (!inList && now !== prefix + base) out.splice(out.length - loose, loose, keyWords(now) || "–");
    else out.push(part);
    loose = 0;
  });
  return out.join(" ");
}
