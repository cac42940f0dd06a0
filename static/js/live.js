// @ts-check

/** @typedef {import("./state.js").News & {author?: number, steps?: string[], reload?: boolean}} Event */

/** Listens to what happens to a set from a version on. An event that says it can not go back so far
 *  asks for everything again.
 *  @param {number} set @param {() => number} version @param {(event: Event) => void} take @param {() => void} again */
export function listen(set, version, take, again) {
  const stream = new EventSource(`/sets/${set}/events?from=${version()}`);
  stream.addEventListener("message", (message) => {
    const event = /** @type {Event} */ (JSON.parse(message.data));
    if (event.reload) again();
    else take(event);
  });
  stream.addEventListener("reload", again);
  addEventListener("pagehide", () => stream.close());
}
