// @ts-check
// What a key of the workbench changes at the focused line of the desk: the act that is sent.

import { newID } from "../lib/ids.js";
import { t } from "../lib/locale.js";
import { desk, extent } from "./page.js";

/** The act of a command at a line, or why it has no act; undefined for a command that the desk does not know.
 *  @param {import("../lib/key_grammar.js").Command} command @param {HTMLElement|null} line @returns {{act: any}|{say: string}|undefined} */
export function mend(command, line) {
  if (!line) return { say: t("Go to a block first.") };
  if (line.hasAttribute("data-pale")) return { say: t("This block belongs to another article; go there to change it.") };
  const block = extent(line);
  const part = desk().dataset.part ?? "";
  const article = part.startsWith("page-") ? "" : part;
  switch (command.do) {
    case "role":
      return { act: { kind: "role", blocks: [block], role: command.role, ...(command.start ? { start: true } : {}), new: newID() } };
    case "join":
      return { act: line.querySelector(".join[href]:first-child") ? { kind: "unjoin", block } : { kind: "join", block } };
    case "doubt":
      return { act: { kind: "doubt", blocks: [block], doubtful: !line.hasAttribute("data-doubtful") } };
    case "type":
      return article ? { act: { kind: "type", article, type: command.type } } : { say: t("This block belongs to no article.") };
    case "headless":
      return article ? { act: { kind: "headless", article, headless: true } } : { say: t("This block belongs to no article.") };
  }
  return undefined;
}
