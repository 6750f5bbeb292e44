// Fields that take tokens: a button inserts a fact at the cursor, and under the field stands what visitors read.
(() => {
  const FIELDS = "[data-tokens-chooser]";
  const TOKEN = "{fact:";
  const WAIT = 400; // milliseconds after the last key

  const insert = (field, id) => {
    // Where nobody has put the cursor yet, it stands before the first word: a fact comes after the last one.
    if (!field.dataset.tokensEntered) field.setSelectionRange(field.value.length, field.value.length);
    const before = /[\p{L}\p{N}.,;:!?…»)%€]$/u.test(field.value.slice(0, field.selectionStart)) ? " " : "";
    const after = /^[\p{L}\p{N}]/u.test(field.value.slice(field.selectionEnd)) ? " " : "";
    field.setRangeText(`${before}${TOKEN}${id}}${after}`, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const choose = (field) =>
    window.ModalWorkflow({
      url: field.dataset.tokensChooser,
      urlParams: { audience: document.querySelector("#id_audience, [data-page-audience]")?.value ?? "" },
      onload: window.CHOOSER_MODAL_ONLOAD_HANDLERS,
      responses: {
        chosen(fact) {
          insert(field, fact.id);
          this.container.on("hidden.bs.modal", () => field.focus()); // after Wagtail has focused the button
        },
      },
    });

  const button = (field) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "button button-small button-secondary tokens-insert";
    made.textContent = field.dataset.tokensLabel;
    made.addEventListener("click", () => choose(field));
    return made;
  };

  const output = (field) => {
    const drawn = field.nextElementSibling;
    if (drawn?.matches("[data-tokens-read]")) return drawn;
    const made = document.createElement("p");
    const label = document.createElement("span");
    label.textContent = field.dataset.tokensRead;
    made.className = "tokens-read";
    made.setAttribute("role", "status");
    made.append(label, " ", document.createElement("bdi"));
    made.hidden = true;
    field.after(made);
    return made;
  };

  const read = async (field, shown) => {
    const text = field.value;
    shown.hidden = !text.includes(TOKEN);
    if (shown.hidden) return;
    const body = new URLSearchParams({ text, language: document.querySelector("[data-page-language]")?.value ?? "" });
    const headers = { "X-CSRFToken": window.wagtailConfig.CSRF_TOKEN };
    const answer = await fetch(field.dataset.tokensPreview, { method: "POST", headers, body }).catch(() => null);
    if (answer?.ok && field.value === text) shown.querySelector("bdi").textContent = await answer.text();
  };

  const equip = (field) => {
    if (field.dataset.tokensReady) return;
    field.dataset.tokensReady = "true";
    const shown = output(field);
    let waiting;
    shown.after(button(field));
    field.addEventListener("focus", () => (field.dataset.tokensEntered = "true"), { once: true });
    field.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => read(field, shown), WAIT);
    });
    read(field, shown);
  };

  const equipAll = () => document.querySelectorAll(FIELDS).forEach(equip);
  document.addEventListener("DOMContentLoaded", () => {
    equipAll();
    new MutationObserver(equipAll).observe(document.body, { childList: true, subtree: true });
  });
})();
