// @ts-check

import { address } from "../lib/address.js";
import { shown } from "../lib/page_lifetime.js";
import { during, underWay } from "../lib/rest.js";

/** @typedef {import("../markup/state.js").News & {steps?: string[]}} Event */
/** @typedef {import("../workbench/colleagues.js").Colleague} Colleague */

const pause = 2000; // before a broken stream is opened again, in milliseconds

/** Listens to what happens to a set. A stream that cannot go back to our version, or that was too
 *  slow, says so and ends: then everything is read again and a new one opened.
 *  @param {number} set @param {() => number} version ours @param {{step: (event: Event) => void, hello: (here: Colleague[]) => Promise<void>, query: (query: any) => void, read: (comments: string[]) => void,
 *   presence: (colleague: Colleague) => void, work: () => void, lost: () => void, again: () => Promise<void>, signedOut: () => void}} hands */
export function listen(set, version, hands) {
  const life = shown();
  const stream = new EventSource(`${address("events", set)}?from=${version()}`);
  const met = underWay(); // until the stream has begun, or will not
  const reopen = () => {
    stream.close();
    met();
    hands.lost();
    setTimeout(() => life.aborted || listen(set, version, hands), pause);
  };
  stream.addEventListener("hello", (message) => void during(() => hands.hello(JSON.parse(message.data).here ?? []), met));
  stream.addEventListener("presence", (message) => hands.presence(JSON.parse(message.data)));
  stream.addEventListener("work", () => hands.work());
  stream.addEventListener("query", (message) => hands.query(JSON.parse(message.data)));
  stream.addEventListener("read", (message) => hands.read(JSON.parse(message.data).comments));
  stream.addEventListener("step", (message) => hands.step(JSON.parse(message.data)));
  stream.addEventListener("reload", async () => {
    stream.close();
    await hands.again();
    if (!life.aborted) listen(set, version, hands);
    met();
  });
  stream.addEventListener("signed-out", () => {
    stream.close();
    met();
    hands.signedOut();
  });
  stream.addEventListener("error", reopen);
  addEventListener("pagehide", () => stream.close(), { signal: life });
  life.addEventListener("abort", () => {
    stream.close();
    met();
  });
}
