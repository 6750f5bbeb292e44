// The preview beside the form follows what is chosen: Wagtail by itself looks for changes when typing has paused, and shows them later still.
(() => {
  const PAUSE = 120; // ms
  let waiting;

  const show = () => {
    const preview = window.wagtail?.app?.queryController("w-preview");
    if (!preview || preview.sidePanelContainer?.hidden) return;
    preview.setStale();
    preview.checkAndUpdatePreview();
  };

  document.addEventListener("input", (event) => {
    if (!event.target.closest("[data-edit-form]")) return;
    clearTimeout(waiting);
    waiting = setTimeout(show, PAUSE);
  });
})();
