// @ts-check
// The one script that pages name: it starts the module that the body asks for.

import { watchSearchKey } from "./search.js";

const name = document.body.dataset.module;
if (name !== "workbench") watchSearchKey();
if (name) {
  const module = await import(`./${name}.js`);
  module.start();
}
