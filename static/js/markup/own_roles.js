// @ts-check
// A publication's own roles: BASE.NAME behaves as the role BASE. markup/own_roles.go says the same.

/** @typedef {import("../lib/key_grammar.js").Role} Role */

/** The role that id behaves as: itself, unless it is an own role.
 *  @param {string} id */
export const baseOf = (id) => id.split(".", 1)[0];

/** @param {string} id */
export const isOwn = (id) => id.includes(".");

/** Roles by id. An unknown own role, such as one from elsewhere, is made of its base. */
export class Roles extends Map {
  /** @param {string} id @returns {Role|undefined} */
  get(id) {
    const known = super.get(id);
    const base = known || !isOwn(id) ? undefined : super.get(baseOf(id));
    if (!base) return known;
    const name = ` · ${id.slice(id.indexOf(".") + 1).replaceAll("-", " ")}`;
    const made = { ...base, id, en: base.en + name, zh: base.zh + name, key: "", on: "block", retired: true };
    this.set(id, made);
    return made;
  }
}

/** @param {Role[]} roles @returns {Roles} */
export const rolesOf = (roles) => new Roles(roles.map((r) => [r.id, r]));
