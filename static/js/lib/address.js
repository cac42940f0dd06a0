// @ts-check
// The addresses of Galley, as the page hands them on: each is written once, at the server.

/** @type {Record<string, string>|undefined} */
let known;

/** The address of a name with its parts filled in, in order: address("setPage", 12, 1) is page 1 of set 12.
 *  @param {string} name @param {...(string|number)} parts @returns {string} */
export function address(name, ...parts) {
  known ??= JSON.parse(document.getElementById("addresses")?.textContent ?? "{}");
  return fill(known?.[name] ?? "", name, parts);
}

/** A pattern with its parts filled in.
 *  @param {string} pattern @param {string} name @param {(string|number)[]} parts @returns {string} */
export function fill(pattern, name, parts) {
  const left = [...parts];
  const filled = pattern.replace(/:\w+/g, () => encodeURIComponent(String(left.shift() ?? "")));
  if (!pattern || left.length > 0 || filled.split("/").includes("", 1)) throw new Error(`the address ${name} is not known with ${parts.length} parts`);
  return filled;
}
