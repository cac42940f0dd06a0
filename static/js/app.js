// @ts-check
// The one script that pages name: it starts the module that the body asks for, and sends what was kept
// when a tab was closed.

import { underWay } from "./lib/rest.js";
import { post } from "./net/tab_post.js";
import { watchMenus } from "./pages/menus.js";
import { watchBell } from "./pages/notices_bell.js";
import { watchPapers } from "./pages/papers.js";
import { watchSearchKey } from "./pages/search_field.js";

const started = underWay();
const { module: name, user } = document.body.dataset;
if (user) post(Number(user));
watchMenus();
watchBell();
watchPapers();
if (name !== "workbench") watchSearchKey();
if (name) {
  const module = await import(`./pages/${name}.js`);
  module.start();
}
started();
