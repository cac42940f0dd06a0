// @ts-check
// The one post of this tab: pages outside the workbench start it too, so that what was kept when a tab
// was closed is sent as soon as Galley is open again.

import { Post } from "./act_post.js";

/** @type {Post|null} */
let only = null;

/** @param {number} user who is signed in @returns {Post} */
export function post(user) {
  only ??= new Post(user);
  return only;
}
