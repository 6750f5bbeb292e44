// In the editor of a translation: under each sentence with tokens, what they stand for, and whether the translation has kept them.
// The editor is wagtail-localize's own: what is shown here is put behind its parts, which it draws anew as it likes.
(() => {
  const words = document.currentScript.dataset;
  const TOKEN = /\{[^{}]*\}/g;

  const make = (name, attributes, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const tokens = (text) => text.match(TOKEN) ?? [];

  // Those of a list that another one lacks, each as often as it lacks it.
  const without = (mine, others) => {
    const left = [...others];
    return mine.filter((token) => {
      const place = left.indexOf(token);
      if (place >= 0) left.splice(place, 1);
      return place < 0;
    });
  };

  const start = (editor) => {
    const meanings = JSON.parse(document.getElementById("translated-tokens").textContent);
    let number = 0;

    const explained = (held) => {
      const list = make("ul", {});
      for (const token of new Set(held)) {
        const { name, value } = meanings[token];
        const read = make("bdi", { lang: words.language }, value || name);
        list.append(make("li", {}, make("code", { dir: "ltr" }, token), " ", read, value ? make("small", {}, " (", make("bdi", {}, name), ")") : ""));
      }
      const problems = make("div", { role: "status", id: `translated-tokens-${(number += 1)}`, class: "error-message" });
      return make("div", { class: "tokens-translated" }, make("p", {}, words.label), list, problems);
    };

    const judge = (row, held, field, text) => {
      const problems = row.querySelector(":scope > .tokens-translated > [role=status]");
      const given = tokens(text);
      const lost = without(held, given).map((token) => words.lost.replace("{token}", token));
      const foreign = without(given, held).map((token) => words.foreign.replace("{token}", token));
      const said = text.trim() ? [...lost, ...foreign].join("\n") : "";
      if (problems.innerText !== said) problems.innerText = said;
      field?.setAttribute("aria-describedby", problems.id);
      field?.setAttribute("aria-invalid", String(Boolean(said)));
    };

    const look = (row) => {
      const source = row.querySelector(":scope > p");
      const held = source ? tokens(source.textContent).filter((token) => token in meanings) : [];
      if (!held.length) return;
      if (!row.querySelector(":scope > .tokens-translated")) row.append(explained(held));
      const field = row.querySelector("textarea, input[type=text]");
      judge(row, held, field, field?.value ?? row.querySelector(":scope > div")?.textContent ?? "");
    };

    const all = () => editor.querySelectorAll("li").forEach(look);
    editor.addEventListener("input", all);
    new MutationObserver(all).observe(editor, { childList: true, subtree: true, characterData: true });
    all();
  };

  document.addEventListener("DOMContentLoaded", () => {
    const editor = document.querySelector(".js-translation-editor");
    if (editor) start(editor);
  });
})();
