// @ts-check
// The one script that pages name: it starts the module that the body asks for.

const name = document.body.dataset.module;
if (name) {
  const module = await import(`./${name}.js`);
  module.start();
}

export {};
