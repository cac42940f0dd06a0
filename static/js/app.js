// @ts-check
// The one script that pages name: it starts the module that the body asks for, and sends what was kept
// when a tab was closed.

import { watchBell } from "./bell.js";
import { watchMenus } from "./menus.js";
import { post } from "./posts.js";
import { underWay } from "./rest.js";
import { watchSearchKey } from "./search.js";

const started = underWay();
const { module: name, user } = document.body.dataset;
if (user) post(Number(user));
watchMenus();
watchBell();
if (name !== "workbench") watchSearchKey();
if (name) {
  const module = await import(`./${name}.js`);
  module.start();
}
started();
