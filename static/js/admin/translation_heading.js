// wagtail-localize heads the sentences of a translation in English, whoever reads: here it is said in the reader's language.
// Its field for a PO file has no name of its own: that of the button before it is given.
(() => {
  const { theirs, ours, file } = document.currentScript.dataset;
  const editor = document.querySelector(".js-translation-editor");

  const say = () => {
    for (const heading of editor.querySelectorAll("h3")) {
      if (heading.textContent === theirs) heading.textContent = ours;
    }
    for (const field of editor.querySelectorAll("input[type=file]:not([aria-label])")) {
      field.setAttribute("aria-label", file);
    }
  };

  new MutationObserver(say).observe(editor, { childList: true, subtree: true });
})();
