// wagtail-localize heads the sentences of a translation in English, whoever reads: here it is said in the reader's language.
(() => {
  const { theirs, ours } = document.currentScript.dataset;
  const editor = document.querySelector(".js-translation-editor");

  const say = () =>
    editor.querySelectorAll("h3").forEach((heading) => {
      if (heading.textContent === theirs) heading.textContent = ours;
    });

  new MutationObserver(say).observe(editor, { childList: true, subtree: true });
})();
