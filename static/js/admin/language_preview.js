// The page in the language that is chosen, beside its editor: read when the panel opens, and again after each sentence that is saved.
(() => {
  const preview = document.currentScript.parentElement;
  const panel = preview.closest("[data-side-panel]");
  const frame = preview.querySelector("iframe");
  const choice = preview.querySelector("select");
  let soon;

  const show = () => {
    if (!panel.hidden) frame.src = choice.value;
  };
  const isSaved = (one) => one.initiatorType === "fetch" && /\/localize\/translate\//.test(one.name);

  panel.addEventListener("show", show);
  choice.addEventListener("change", show);
  preview.querySelector("button").addEventListener("click", show);
  new PerformanceObserver((list) => {
    if (!list.getEntries().some(isSaved)) return;
    clearTimeout(soon);
    soon = setTimeout(show, 300);
  }).observe({ type: "resource" });
})();
