// The page in the language that is chosen, beside its editor: read when the panel opens, and again after each sentence that is saved.
(() => {
  const preview = document.currentScript.parentElement;
  const panel = preview.closest("[data-side-panel]");
  const frame = preview.querySelector("iframe");
  const choice = preview.querySelector("select");
  let soon;

  frame.style.inlineSize = `${frame.dataset.width}px`;

  const show = () => {
    if (panel.hidden) return;
    frame.src = choice.value;
    fit();
  };
  const isSaved = (one) => one.initiatorType === "fetch" && /\/localize\/translate\//.test(one.name);

  // As narrow as a telephone, whatever the width of the panel; without the button of an editor who looks at the site.
  const fit = () => {
    frame.style.zoom = Math.min(1, preview.clientWidth / frame.dataset.width);
    makeRoom(panel.closest("[data-form-side]").offsetWidth);
  };
  // In the editor of a translation panels lie on its sentences.
  const makeRoom = (width) => {
    const sentences = document.querySelector(".js-translation-editor");
    if (sentences) sentences.style.marginInlineEnd = `${width}px`;
  };
  const tidy = () => frame.contentDocument?.querySelector("wagtail-userbar")?.remove();

  frame.addEventListener("load", tidy);
  new ResizeObserver(() => panel.hidden || fit()).observe(preview);
  panel.addEventListener("show", show);
  panel.addEventListener("hide", () => makeRoom(0));
  choice.addEventListener("change", show);
  preview.querySelector("button").addEventListener("click", show);
  new PerformanceObserver((list) => {
    if (!list.getEntries().some(isSaved)) return;
    clearTimeout(soon);
    soon = setTimeout(show, 300);
  }).observe({ type: "resource" });
})();
