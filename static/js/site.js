// Each element with data-module names the module that serves it; the page works without any of them.
for (const element of document.querySelectorAll("[data-module]")) {
  import(element.dataset.module).then((module) => module.default(element));
}
